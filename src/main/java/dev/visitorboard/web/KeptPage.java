package dev.visitorboard.web;

import java.util.Locale;

import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/// A page that is the same for everyone, at an address of its own.
public interface KeptPage {

	String path();

	/// The page, or nothing new for who has it already.
	/// @throws RuntimeException where there is none now; then the handler of the address
	/// says why
	ResponseEntity<byte[]> answer(ServletWebRequest request, Locale locale);

}
