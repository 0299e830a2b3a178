/**
 * Loops over pixels: conversion and scaling of pictures in memory. They know nothing of the
 * runtime.
 */
@NullMarked
package dev.parallax.elements.std.video.kernel;

import org.jspecify.annotations.NullMarked;
