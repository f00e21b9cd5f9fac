package dev.visitorboard.testing;

import java.util.Optional;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// For tests that take a [Browser] by their constructor: one for all tests of a class, with a tab of its own for each.
/// Skips them where no browser is installed, and says so.
public final class InBrowser implements ExecutionCondition, ParameterResolver, BeforeEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		Optional<String> missing = Browser.missing();
		if (missing.isEmpty()) {
			return ConditionEvaluationResult.enabled("there is a browser");
		}
		String reason = missing.get() + " is not installed";
		if (context.getTestMethod().isEmpty()) {
			System.out.printf("Skipped %s: %s%n", context.getDisplayName(), reason);
		}
		return ConditionEvaluationResult.disabled(reason);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return browser(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		browser(context).startAfresh();
	}

	/// The store of the class closes it.
	private static Browser browser(ExtensionContext context) {
		return context.getStore(NAMESPACE).computeIfAbsent(Browser.class, (_) -> Browser.start(), Browser.class);
	}

}
