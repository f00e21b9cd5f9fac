package dev.visitorboard;

import java.util.Arrays;

import dev.visitorboard.startup.AheadOfTime;
import dev.visitorboard.startup.Doctor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;

// MeasuringValve measures requests.
@SpringBootApplication(proxyBeanMethods = false, exclude = WebMvcObservationAutoConfiguration.class)
@ConfigurationPropertiesScan
public class VisitorBoardApplication {

	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals("doctor")) {
			System.exit(Doctor.examine(Arrays.copyOfRange(args, 1, args.length)) ? 0 : 1);
		}
		AheadOfTime.onlyWhereItFits(VisitorBoardApplication.class);
		SpringApplication.run(VisitorBoardApplication.class, args);
	}

}
