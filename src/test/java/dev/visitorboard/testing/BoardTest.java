package dev.visitorboard.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test of running boards. Each parameter of type [RunningBoard], of the class or of a method, is one:
///
///     @BoardTest("board.posting.per-minute=3")
///     record PostRateLimitIT(RunningBoard one, RunningBoard other) {
///         @Test void theLimitIsOneForBoth() { ... this.one.uri("/") ... }
///     }
///
/// They are the instances `i-1`, `i-2` ... in the order of the parameters, on one new table ([RunningBoard#table()]). A
/// board starts when a parameter first asks for it, and is closed after the class.
///
/// A parameter of type [dev.visitorboard.testing.faults.FaultProxy] stands between DynamoDB and the boards that come after it.
/// [With] gives one board settings of its own. With `@TestInstance(PER_METHOD)` each test has its own table and boards;
/// [OfItsOwn] gives them to one test.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({ DynamoDbEngine.class, BoardExtension.class })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface BoardTest {

	/// Settings of all boards, as `name=value`.
	String[] value() default {};

	/// Settings of one board, which come after those of all.
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface With {

		String[] value();

	}

	/// The boards and the proxy of one test alone, on a new table, for the parameters of
	/// its method.
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@interface OfItsOwn {

	}

}
