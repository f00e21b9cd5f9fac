package dev.visitorboard.instance;

import dev.visitorboard.lifecycle.Ticker;

import org.springframework.context.annotation.Bean;

/// Who a board is in a test of a single controller.
public final class OneInstance {

	@Bean
	Instance instance() {
		return new Instance("i-1", null, null, "", "");
	}

	@Bean
	Ticker ticker() {
		return System::nanoTime;
	}

}
