package dev.visitorboard.board;

/// What became of a post.
///
/// @param created whether this very post stored the message; otherwise it was found, and gives no right to it
public record PostResult(Message message, boolean created) {

}
