/**
 * Annotation processors: from an annotated class to its adapter, typed builder and catalog row. In
 * each family readers make a description of the source, and writers make files of the description.
 *
 * <ul>
 *   <li>Elements: {@code ElementProcessor}. {@code ElementReader} and the other readers ({@code
 *       PortReader}, {@code ProcessReader}, {@code PropertyReader}, {@code LifecycleReader}, {@code
 *       CapsReader}) make an {@code ElementSpec}; {@code AdapterWriter}, {@code BuilderWriter} and
 *       {@code ControlWriter} write.
 *   <li>The library of a jar: {@code LibraryProcessor}, {@code Library}, {@code LibraryWriter}.
 *   <li>Pipelines in strings: {@code PipelineProcessor}, {@code PipelineSpecReader}, {@code
 *       CheckedSpec}, {@code PipelineWriter}, {@code PlanWriter}.
 *   <li>Wire records: {@code WireProcessor}, {@code WireReader}, {@code WireSpec}, {@code
 *       WireWriter}, {@code WireViewWriter}, {@code WireSchema}.
 *   <li>Plugins of javac: {@code ChainPlugin} checks typed chains, {@code RtPlugin} real-time code.
 *   <li>For all: {@code Report} tells what is wrong, {@code Output} writes files, {@code Types} and
 *       {@code Mirrors} ask the compiler, {@code Names} has the names of classes that are not seen.
 * </ul>
 */
@NullMarked
package dev.parallax.processor;

import org.jspecify.annotations.NullMarked;
