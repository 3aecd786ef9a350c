package dev.berth.proxy.relay.boot;

/**
 * A face whose session a box has told of.
 *
 * @param face as the box knows it: {@code main/1}
 * @param title what runs in it; may be empty
 * @param directory where; may be empty
 */
public record SeenFace(String face, String hash, String title, String directory) {}
