package dev.visitorboard.board;

/// A message that a post has become.
///
/// @param isNew whether this very post stored it; else it was found, which gives no right to it
record Stored(Message message, boolean isNew) {

}
