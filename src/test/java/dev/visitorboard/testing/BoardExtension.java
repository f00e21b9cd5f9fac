package dev.visitorboard.testing;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

import dev.visitorboard.testing.faults.FaultProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Starts and closes the boards of a [BoardTest].
final class BoardExtension implements BeforeAllCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(BoardExtension.class);

	/// The boards of a class are those of its methods too: a method's store looks into
	/// the store of its class.
	@Override
	public void beforeAll(ExtensionContext context) {
		if (context.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS))) {
			boards(context, false);
		}
	}

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == RunningBoard.class || type == FaultProxy.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Boards boards = boards(context, parameter.isAnnotated(BoardTest.OfItsOwn.class));
		if (parameter.getParameter().getType() == FaultProxy.class) {
			return boards.proxy();
		}
		Parameter[] all = parameter.getDeclaringExecutable().getParameters();
		long place = Stream.of(all)
			.limit(parameter.getIndex() + 1L)
			.filter((other) -> other.getType() == RunningBoard.class)
			.count();
		String[] own = parameter.findAnnotation(BoardTest.With.class).map(BoardTest.With::value).orElse(new String[0]);
		return boards.board("i-" + place, List.of(own));
	}

	private static Boards boards(ExtensionContext context, boolean ofItsOwn) {
		String of = ofItsOwn ? context.getUniqueId() : "the class";
		return context.getStore(NAMESPACE).computeIfAbsent(of, (_) -> new Boards(settings(context)), Boards.class);
	}

	private static String[] settings(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestClass(), BoardTest.class).orElseThrow().value();
	}

	/// What is closed with the store that holds it.
	private static final class Boards implements AutoCloseable {

		private final List<String> settings;

		private final String table = RunningBoard.newTable();

		private final SequencedMap<String, RunningBoard> boards = new LinkedHashMap<>();

		private @Nullable FaultProxy proxy;

		Boards(String[] settings) {
			this.settings = List.of(settings);
		}

		synchronized FaultProxy proxy() {
			if (this.proxy == null) {
				try {
					this.proxy = FaultProxy.inFrontOf(DynamoDbEngine.endpoint());
				}
				catch (IOException ex) {
					throw new ParameterResolutionException("No proxy", ex);
				}
			}
			return this.proxy;
		}

		synchronized RunningBoard board(String id, List<String> own) {
			return this.boards.computeIfAbsent(id, (_) -> {
				List<String> all = new ArrayList<>(this.settings);
				if (this.proxy != null) {
					all.add("board.dynamodb.endpoint=" + this.proxy.endpoint());
				}
				all.addAll(own);
				return RunningBoard.start(id, this.table, all.toArray(String[]::new));
			});
		}

		@Override
		public synchronized void close() throws IOException {
			// A board that waits for an answer would take its time to stop.
			if (this.proxy != null) {
				this.proxy.heal();
			}
			this.boards.sequencedValues().reversed().forEach(RunningBoard::close);
			if (this.proxy != null) {
				this.proxy.close();
			}
		}

	}

}
