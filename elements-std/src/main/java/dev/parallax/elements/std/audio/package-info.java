/** Raw audio: conversion and test signals. */
@NullMarked
package dev.parallax.elements.std.audio;

import org.jspecify.annotations.NullMarked;
