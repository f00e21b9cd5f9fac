package dev.visitorboard.fleet;

import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/// What burns in this process: nothing, or one [Burner].
class Fire {

	private final double cores;

	private @Nullable Burner burner;

	/// @param cores what the instance has
	Fire(double cores) {
		this.cores = cores;
	}

	/// Sees to it that something burns if there is something to burn.
	/// @param load how busy the instance is to be, from 0 to 1; asked again and again
	synchronized void burn(DoubleSupplier load) {
		Burner burning = this.burner;
		if (load.getAsDouble() > 0 && (burning == null || burning.isOut())) {
			this.burner = Burner.light(this.cores, load);
		}
	}

}
