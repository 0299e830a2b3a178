/** Tests of the goals; the template of a user's project in examples runs them. */
package dev.parallax.maven;
