package dev.visitorboard.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// For what exists only where an instructor's token is set. Without one its addresses are unknown, like any other.
@Target({ ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnInstructor.TokenIsSet.class)
public @interface ConditionalOnInstructor {

	final class TokenIsSet implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !context.getEnvironment().getProperty(InstructorSettings.PREFIX + ".token", "").isBlank();
		}

	}

}
