/**
 * From a string, typed nodes or compiled data to what is to run, internal; no thread runs here. In
 * this order:
 *
 * <ul>
 *   <li>{@link Builder} and {@link PlannedGraph} make a {@link Graph} of elements and links.
 *   <li>{@link Preparation} checks it, has {@link Negotiator} find the {@link Formats}, or takes
 *       those of the compiler ({@code BakedFormats}), and inserts converters ({@code Conversions}).
 *   <li>{@code Planner} puts elements into domains: the {@link Plan}, with the bounds of links
 *       ({@link QueueSpec}), how far buffers go ({@link Reach}), and what is copied since another
 *       process may change it ({@link Crossings}).
 *   <li>{@link Report} tells people.
 * </ul>
 */
@NullMarked
package dev.parallax.runtime.plan;

import org.jspecify.annotations.NullMarked;
