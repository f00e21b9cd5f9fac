package dev.visitorboard.access;

/// A page that an instructor signs in to.
///
/// @param title the message key of its name
/// @param path where it is
/// @param signInPath where its form sends the token
public record InstructorPage(String title, String path, String signInPath) {
}
