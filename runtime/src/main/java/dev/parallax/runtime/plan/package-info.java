/**
 * From a string, typed nodes or compiled data to what is to run, internal; no thread runs here. In
 * this order:
 *
 * <ul>
 *   <li>{@link dev.parallax.runtime.plan.Builder} and {@link dev.parallax.runtime.plan.PlannedGraph}
 *       make a {@link dev.parallax.runtime.plan.Graph} of elements and links.
 *   <li>{@link dev.parallax.runtime.plan.Preparation} checks it, has {@link
 *       dev.parallax.runtime.plan.Negotiator} find the {@link dev.parallax.runtime.plan.Formats},
 *       or takes those of the compiler ({@code BakedFormats}), and inserts converters ({@code
 *       Conversions}).
 *   <li>{@code Planner} puts elements into domains: the {@link dev.parallax.runtime.plan.Plan}, with
 *       the bounds of links ({@link dev.parallax.runtime.plan.QueueSpec}), how far buffers go
 *       ({@link dev.parallax.runtime.plan.Reach}), and what is copied since another process may
 *       change it ({@link dev.parallax.runtime.plan.Crossings}).
 *   <li>{@link dev.parallax.runtime.plan.Report} tells people.
 * </ul>
 */
@NullMarked
package dev.parallax.runtime.plan;

import org.jspecify.annotations.NullMarked;
