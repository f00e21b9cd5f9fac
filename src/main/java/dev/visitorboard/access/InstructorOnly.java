package dev.visitorboard.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A controller that serves instructors alone, as [InstructorCheck] sees to. Without an instructor's token it does not
/// exist.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnInstructor
public @interface InstructorOnly {

}
