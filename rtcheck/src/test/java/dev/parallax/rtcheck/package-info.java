/** Tests of the verifier; its corpus lies in the resources. */
package dev.parallax.rtcheck;
