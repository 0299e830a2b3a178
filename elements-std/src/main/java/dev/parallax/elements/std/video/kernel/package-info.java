/**
 * Loops over pixels: conversion and scaling of pictures in memory. They know nothing of the
 * runtime. A {@code Picture} says where the planes of one lie.
 *
 * <ul>
 *   <li>Between formats: {@code Converter} chooses a {@code RowJob} for each pair ({@code
 *       YuvToRgbJob}, {@code RgbToYuv}, {@code YuvToYuv} and so on), {@code YuvRows} and {@code
 *       PackedRows} give it rows.
 *   <li>Of a size: {@code Scalers} chooses among {@code NearestScaler}, {@code WindowScaler} and
 *       {@code TapScaler}; {@code TapTable} and {@code WindowTable} have the weights.
 *   <li>In place: {@code Cropper}, {@code Flipper}, {@code Transposer}, {@code Blender}, {@code
 *       Letterbox}.
 *   <li>Loops over a row come twice: {@code RowKernels} is {@code ScalarRows} or {@code
 *       VectorRows}, {@code ColorRows} is {@code ScalarColor} or {@code VectorColor}, {@code
 *       BlendRows} is {@code ScalarBlend} or {@code VectorBlend}. The plain one is the definition,
 *       and both give the same bytes. Classes that end in Loops are called by the vector ones,
 *       {@code Lanes} has their species, {@code RowChoice} chooses.
 * </ul>
 */
@NullMarked
package dev.parallax.elements.std.video.kernel;

import org.jspecify.annotations.NullMarked;
