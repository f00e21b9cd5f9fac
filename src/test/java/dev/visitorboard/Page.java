package dev.visitorboard;

import org.openqa.selenium.Keys;

/// The pages of the board, each in every state that looks different.
enum Page {

	BOARD, OLDER, END, MESSAGE, HIDDEN, HISTORY, ERROR, REFUSED, POSTED, DELETE, DELETED, NOT_DELETED, FLEET_DRILL,
	FLEET_KILLED, PROJECTOR, OFFLINE, SIGN_IN, WRONG_TOKEN, INSTRUCTOR, MODERATION, DRILL, DRILL_RUNNING;

	void open(SampleBoard board) {
		switch (this) {
			case BOARD -> board.open("/");
			case OLDER -> board.open("/?before=" + board.message());
			case END -> board.open("/?before=00000000-0000-7000-8000-000000000000");
			case MESSAGE -> board.open("/messages/" + board.message());
			case HIDDEN -> board.open("/messages/" + board.hidden());
			case HISTORY -> board.open("/history");
			case ERROR -> board.open("/nothing-here");
			case REFUSED -> board.open("/").post("   ", "Ada");
			case POSTED -> board.open("/").post("Mine", "Ada");
			case DELETE -> {
				board.open("/").post("Mine", "Ada");
				board.browser().find(".own button").sendKeys(Keys.ENTER);
			}
			case DELETED -> board.open("/?deleted");
			case NOT_DELETED -> {
				board.open("/");
				board.submit("/messages/" + board.message() + "/delete");
			}
			case FLEET_DRILL -> board.showDrill();
			case FLEET_KILLED -> board.showKilledInstance();
			case PROJECTOR -> board.open("/fleet?view=projector");
			case OFFLINE -> board.open("/offline");
			case SIGN_IN -> board.open("/moderation");
			case WRONG_TOKEN -> board.signIn("wrong");
			case INSTRUCTOR -> {
				board.signIn(SampleBoard.TOKEN);
				board.open("/instructor");
			}
			case MODERATION -> board.signIn(SampleBoard.TOKEN);
			case DRILL -> {
				board.endDrill();
				board.signIn(SampleBoard.TOKEN);
				board.open("/fleet/drill");
			}
			case DRILL_RUNNING -> {
				board.startDrill();
				board.signIn(SampleBoard.TOKEN);
				board.open("/fleet/drill");
			}
		}
	}

}
