package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;
import java.util.Optional;

/** The same record later. The first new field lies where the old one had padding. */
@Wire(name = "test.Growing", room = 128)
record GrowingNew(
    int id,
    @MaxLength(5) String name,
    byte level,
    Everything.Color color,
    Part part,
    @MaxLength(4) Optional<String> unit,
    @MaxLength(2) List<Long> times) {}
