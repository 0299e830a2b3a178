package dev.parallax.model.format;

/**
 * A byte stream, cut anywhere.
 *
 * @param mediaType for example {@code audio/x-flac}; {@code application/octet-stream} when unknown
 */
public record BytesFormat(String mediaType) implements Format {}
