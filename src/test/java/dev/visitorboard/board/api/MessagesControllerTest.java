package dev.visitorboard.board.api;

import java.util.List;
import java.util.Optional;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.IdempotencyKey;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.Message.State;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.OwnMessages;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.PostResult;
import dev.visitorboard.board.Slice;
import dev.visitorboard.instance.OneInstance;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

@Import(OneInstance.class)
@WebMvcTest(MessagesController.class)
class MessagesControllerTest {

	private static final MessageId ID = MessageId.valueOf("01a1fd67-ca00-7000-8000-000000000000");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Board board;

	@MockitoBean
	private OwnMessages own;

	@Test
	void aListAsksForTheMessagesAsTheyAreNow() {
		given(this.board.messages(null)).willReturn(new Slice(List.of(), null));
		assertThat(this.mvc.get().uri("/messages")).hasStatusOk()
			.doesNotContainHeader("Link")
			.bodyJson()
			.isStrictlyEqualTo("{\"messages\":[]}");
	}

	@Test
	void aNamelessMessageHasNoNameInJson() {
		given(this.board.messages(ID))
			.willReturn(new Slice(List.of(new Message(ID, new Post("hello", null), "i-1", State.SHOWN)), ID));
		assertThat(this.mvc.get().uri("/messages?before=" + ID)).hasStatusOk()
			.hasHeader("Link", "</messages?limit=50&before=" + ID + ">; rel=\"next\"")
			.bodyJson()
			.isStrictlyEqualTo("""
					{"messages":[{"id":"%s","message":"hello","postedAt":"2026-11-21T09:20:00Z","instance":"i-1"}],
					"next":"%s"}""".formatted(ID, ID));
	}

	@Test
	void aKeyThatTheClientChoseIsTheKeyOfThePost() {
		given(this.board.post(any(), any(), any()))
			.willReturn(new PostResult(new Message(ID, new Post("hello", "Ada"), "i-1", State.SHOWN), true));
		given(this.own.after(any(), any(), anyBoolean()))
			.willReturn(Optional.of(ResponseCookie.from("mine", "it").build()));
		assertThat(this.mvc.post()
			.uri("/messages")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", "8e03978e")
			.content("{\"message\":\"hello\",\"name\":\"Ada\"}")).hasStatus(HttpStatus.CREATED)
			.hasHeader("Location", "/messages/" + ID)
			.hasHeader("Set-Cookie", "mine=it");
		ArgumentCaptor<IdempotencyKey> key = ArgumentCaptor.captor();
		then(this.board).should().post(any(), key.capture(), eq("127.0.0.1"));
		assertThat(key.getValue()).hasToString(IdempotencyKey.valueOf("8e03978e").toString());
	}

	@Test
	void whatIsInvalidIsNotStored() {
		assertThat(
				this.mvc.post().uri("/messages").contentType(MediaType.APPLICATION_JSON).content("{\"message\":\" \"}"))
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		then(this.board).shouldHaveNoInteractions();
	}

}
