package dev.visitorboard.instance;

import org.springframework.context.annotation.Bean;

/// Who a board is in a test of a single controller.
public final class OneInstance {

	@Bean
	Instance instance() {
		return new Instance("i-1", null, null, "", "");
	}

}
