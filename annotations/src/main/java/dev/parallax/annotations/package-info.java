/**
 * What the class of an element says of itself. A first element needs {@link Element}, one
 * processing method with {@link Input} and {@link Output} among its parameters, and their caps.
 *
 * <ul>
 *   <li>The element: {@link Element}, {@link Hints}, {@link HostBound}, {@link NativeCode}, {@link
 *       Seekable}; {@link ElementLibrary} for those of a jar.
 *   <li>Its one processing method: {@link Produce} of a source, {@link Transform}, {@link Consume}
 *       of a sink; its ports: {@link Input}, {@link Output}, {@link InOut}.
 *   <li>Media of ports: {@link VideoCaps}, {@link AudioCaps}, {@link EncodedCaps}, {@link
 *       BytesCaps}, {@link AnyCaps}; and where their open fields come from: {@link Same}, {@link
 *       FromProperty}, {@link FromProbe}, {@link FromStream}.
 *   <li>Settings: {@link Property}, {@link Properties}, {@link Changed}, {@link Action}.
 *   <li>Other methods, in the order of their calls: {@link Probe}, {@link Start}, {@link
 *       Configure}, {@link OnEvent}, {@link Timer}, {@link Query}, {@link Drain}, {@link Reset},
 *       {@link Stop}; {@link Unblock} from another thread.
 *   <li>Beside elements: {@link PipelineSpec} and {@link UseElements} for pipelines that the
 *       compiler checks, {@link RtSafe} and {@link RtTrusted} for real-time code, {@link Wire} and
 *       {@link MaxLength} for records that leave the process.
 * </ul>
 */
package dev.parallax.annotations;
