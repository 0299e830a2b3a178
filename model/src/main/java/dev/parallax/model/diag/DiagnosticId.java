package dev.parallax.model.diag;

/**
 * The catalogue: every diagnostic of Parallax, at compile time and at run time. The page of an id
 * in the documentation is made from it. The code of a constant never changes and is never used
 * again.
 *
 * <p>Families: {@code ELEM} element classes, {@code PORT} their ports, {@code CAPS} caps and
 * negotiation, {@code PROP} properties, {@code PIPE} pipeline strings, {@code GRAPH} elements and
 * links of a pipeline, {@code DESC} descriptors and catalogs in jars, {@code RUN} running
 * pipelines, {@code MEM} memory, {@code SBX} isolation, {@code WIRE} records in bytes, {@code RT}
 * real-time safety, {@code PLUG} plugins. To add one: a constant in its family's block with the
 * next number, its title (a fact in a few words), cause and fix (a sentence each).
 */
public enum DiagnosticId {
  // ELEM: element classes, at compile time
  /** Element name is malformed. */
  ELEM_NAME(
      "PLX-ELEM-001",
      "element name is malformed",
      "Names of elements appear in pipeline strings, so they are short and plain.",
      "Use up to 64 lower case letters, digits, - and _, starting with a letter."),
  /** Class cannot be an element. */
  ELEM_CLASS(
      "PLX-ELEM-002",
      "class cannot be an element",
      "The class is abstract, private, generic, an inner class, or no class at all, so that"
          + " generated code cannot make one.",
      "Make it a class of a named package that is not private, static if it is nested."),
  /** Element has no usable constructor. */
  ELEM_CONSTRUCTOR(
      "PLX-ELEM-003",
      "element has no usable constructor",
      "Generated code calls a constructor that is not private and throws no checked exceptions.",
      "Make a constructor package-private; open files and devices in a @Start method."),
  /** Element has no processing method. */
  ELEM_NO_PROCESS(
      "PLX-ELEM-004",
      "element has no processing method",
      "None of the methods has @Produce, @Transform or @Consume.",
      "Annotate the method that processes buffers."),
  /** Element has several processing methods. */
  ELEM_SEVERAL_PROCESS(
      "PLX-ELEM-005",
      "element has several processing methods",
      "An element has exactly one method with @Produce, @Transform or @Consume.",
      "Make them one; several inputs come to one method by sync = ORDERED or ALIGNED."),
  /** Processing method has an unsupported form. */
  ELEM_SIGNATURE(
      "PLX-ELEM-006",
      "processing method has an unsupported form",
      "Parameters, ports and the annotation of the processing method do not go together.",
      "Use one of the forms that the message lists."),
  /** Generated code cannot call a method. */
  ELEM_ACCESS(
      "PLX-ELEM-007",
      "generated code cannot call a method",
      "The method is private, static, generic, or in another package.",
      "Make it a package-private instance method."),
  /** Method throws more than its caller can take. */
  ELEM_THROWS(
      "PLX-ELEM-008",
      "method throws more than its caller can take",
      "Methods may throw Exception where the pipeline handles it, and only unchecked exceptions"
          + " elsewhere.",
      "Catch the exception in the method."),
  /** Method does not have the form of its annotation. */
  ELEM_METHOD_FORM(
      "PLX-ELEM-009",
      "method does not have the form of its annotation",
      "Parameters or return type are not those that the annotation asks for.",
      "Use the form that the message shows."),
  /** Element has two methods of a kind. */
  ELEM_METHOD_TWICE(
      "PLX-ELEM-010",
      "element has two methods of a kind",
      "The annotation, or the event type, may occur once in an element.",
      "Make the two methods one."),
  /** Configure method asks for formats that its ports do not have. */
  ELEM_CONFIGURE(
      "PLX-ELEM-011",
      "configure method asks for formats that its ports do not have",
      "Each format parameter stands for one port whose view can carry it.",
      "Name the port by @Input or @Output before the parameter, or remove the parameter."),
  /** Action has the name of another control method. */
  ELEM_ACTION(
      "PLX-ELEM-012",
      "action has the name of another control method",
      "Actions and properties of an element share one generated control interface.",
      "Rename the method."),
  /** Seekable element does not handle seeks. */
  ELEM_SEEKABLE(
      "PLX-ELEM-013",
      "seekable element does not handle seeks",
      "The class is @Seekable, but no @OnEvent method takes Seek or SeekBytes.",
      "Add a method @OnEvent boolean seek(Event.Seek seek), or remove @Seekable."),
  /** Name of a generated class is taken. */
  ELEM_NAME_TAKEN(
      "PLX-ELEM-014",
      "name of a generated class is taken",
      "A class of the name that the builder or adapter gets is there already.",
      "Rename one of the two classes."),
  /** Descriptor of the element is too long. */
  ELEM_TOO_LONG(
      "PLX-ELEM-015",
      "descriptor of the element is too long",
      "Descriptors are constants of class files, which have room for 65,535 bytes.",
      "Shorten documentation texts and lists."),
  /** Annotation processor failed. */
  ELEM_INTERNAL(
      "PLX-ELEM-016",
      "annotation processor failed",
      "This is a defect of Parallax.",
      "Report it with the class that it names."),
  /** Generated file cannot be written. */
  ELEM_WRITE(
      "PLX-ELEM-017",
      "generated file cannot be written",
      "The compiler refused the file, or the disk did.",
      "See the cause in the message."),
  /** Elements belong to no library. */
  ELEM_LIBRARY_MISSING(
      "PLX-ELEM-018",
      "elements belong to no library",
      "Pipeline strings find elements through the catalog that @ElementLibrary of the jar"
          + " generates, and there is none.",
      "Annotate a package-info of the jar: @ElementLibrary(name = \"MyElements\")."),
  /** Library has a malformed name or is declared twice. */
  ELEM_LIBRARY_NAME(
      "PLX-ELEM-019",
      "library has a malformed name or is declared twice",
      "The name becomes that of a class, and a jar has one library.",
      "Use the simple name of a class, in one package-info."),
  /** Module does not provide its catalog. */
  ELEM_LIBRARY_PROVIDES(
      "PLX-ELEM-020",
      "module does not provide its catalog",
      "On the module path, catalogs are found through provides.",
      "Add the line that the message shows to module-info.java."),
  /** Two elements of a library have the same name. */
  ELEM_LIBRARY_TWICE(
      "PLX-ELEM-021",
      "two elements of a library have the same name",
      "Names of elements are unique in a library.",
      "Rename one of the two."),
  /** Types that an element names come too late. */
  ELEM_LATE(
      "PLX-ELEM-022",
      "types that an element names were generated too late",
      "Another annotation processor generated a type that the element class names, after the"
          + " element's own code.",
      "Generate the type in the first round, or compile it in a module before."),
  /** Message of an element cannot cross a process. */
  ELEM_MESSAGE(
      "PLX-ELEM-023",
      "message of an element cannot cross a process",
      "What an element posts may leave the process that it is isolated in; only wire records have a"
          + " form in bytes for that.",
      "Annotate the record with @Wire, or take it out of posts; the element then posts it in this"
          + " process only."),

  // PORT: ports of element classes, at compile time
  /** Port name is malformed. */
  PORT_NAME(
      "PLX-PORT-001",
      "port name is malformed",
      "Names of ports appear in pipeline strings; names of templates end in _%u.",
      "Use lower case letters, digits, - and _, and _%u for request and sometimes ports."),
  /** Two ports have the same name. */
  PORT_TWICE(
      "PLX-PORT-002",
      "two ports have the same name",
      "Names of ports, and of the accessors made from them, are unique in an element.",
      "Rename one by name = ..."),
  /** Port has an unsupported type. */
  PORT_TYPE(
      "PLX-PORT-003",
      "port has an unsupported type",
      "Ports are declared by views, emitters and port types of the runtime.",
      "Use one of the types that the message lists."),
  /** Port field cannot be set. */
  PORT_FIELD(
      "PLX-PORT-004",
      "port field cannot be set",
      "Generated code puts the port into the field, which must not be final, static or private.",
      "Remove the modifier."),
  /** Port does not fit its presence. */
  PORT_PRESENCE(
      "PLX-PORT-005",
      "port does not fit its presence",
      "Ports that always exist are parameters or single fields; request and sometimes ports are"
          + " templates.",
      "Change the type or the presence."),
  /** Port name is taken by the generated builder. */
  PORT_ACCESSOR(
      "PLX-PORT-006",
      "port name is taken by the generated builder",
      "The accessor would hide a method that every builder has.",
      "Give the port another name by name = ..."),
  /** Bound of a port is out of range. */
  PORT_BOUND(
      "PLX-PORT-007",
      "bound of a port is out of range",
      "At least one buffer waits at an input, and at most 65,536 do.",
      "Change bound."),
  /** Element has no such port. */
  PORT_REFERENCE(
      "PLX-PORT-008",
      "annotation names an unknown port",
      "An annotation names a port that the element does not declare.",
      "Name one of the ports that the message lists."),
  /** Settings of a port are malformed. */
  PORT_SETTINGS(
      "PLX-PORT-009",
      "settings of a port are malformed",
      "The ports of a REQUEST input may have settings: a class with @Property fields that generated"
          + " code can make and fill.",
      "Change the class, or where it is named."),

  // CAPS: caps texts, formats, negotiation; from 101 at compile time
  /** A text is not caps. */
  CAPS_SYNTAX(
      "PLX-CAPS-001",
      "text is not caps",
      "The text does not follow the syntax of caps, for example"
          + " video/x-raw,format=I420,width=[1,4096].",
      "Correct the text at the offset that the message names."),
  /** Caps cannot become a format. */
  CAPS_FORMAT(
      "PLX-CAPS-002",
      "caps are not a format",
      "A field that the format needs is missing, open, of another type, or outside its limits.",
      "Give the field one value within the limits that the message names."),
  /** Two linked ports have no format in common. */
  CAPS_NO_COMMON(
      "PLX-CAPS-003",
      "ports have no format in common",
      "What the upstream port offers and what the downstream port accepts exclude each other.",
      "Insert the converter that the message names, or change the caps filter that excludes the"
          + " format."),
  /** Two linked ports have no kind of memory in common. */
  CAPS_NO_COMMON_MEMORY(
      "PLX-CAPS-004",
      "ports have no kind of memory in common",
      "The formats fit, but one port needs memory (CPU, DMA-BUF, GPU) that the other cannot give.",
      "Insert an element that uploads or downloads, or change the caps filter's memory feature."),
  /** Fields that an element keeps the same cannot be the same on both sides. */
  CAPS_RELATION(
      "PLX-CAPS-005",
      "an element cannot change a field as its neighbours need",
      "The element keeps this field the same at input and output, but its neighbours fix it"
          + " differently.",
      "Insert a converter for the field before or after the element."),
  /** The solver's search came to its limit. */
  CAPS_TOO_HARD(
      "PLX-CAPS-007",
      "negotiation came to its search limit",
      "So many combinations of alternatives exclude each other that the search was ended.",
      "Put caps filters into the links around the element that the message names."),
  /** Converters are allowed, but no chain of them helps. */
  CAPS_NO_CONVERTER(
      "PLX-CAPS-008",
      "no chain of converters joins the ports",
      "Converters may be inserted, but none of those registered leads from one format to the"
          + " other.",
      "Add the jar of a converter for these media types, or link other elements."),
  /** An announced format does not fit what was negotiated. */
  CAPS_ANNOUNCED(
      "PLX-CAPS-009",
      "the stream has a format that the link cannot carry",
      "The element told the stream's format when it became known, and it lies outside the link's"
          + " caps.",
      "Insert a converter after the element, or change the caps filter of the link."),
  /** Objects of the application come to an element that works with bytes. */
  CAPS_NO_BYTES(
      "PLX-CAPS-010",
      "values have no bytes",
      "A stream of values carries objects of the application, and the element looks at bytes, of"
          + " which there are none.",
      "Make bytes of the values with toBytes(code), or end the stream with forEach(code)."),
  /** Caps annotation has a value that means nothing. */
  CAPS_VALUE(
      "PLX-CAPS-101",
      "caps annotation has a value that means nothing",
      "A range is empty, a fraction or a media type is malformed, or values and bounds are mixed.",
      "Correct the value that the message names."),
  /** Caps do not fit the view of the port. */
  CAPS_VIEW(
      "PLX-CAPS-102",
      "caps do not fit the view of the port",
      "A view shows one kind of media, and the caps speak of another.",
      "Change the view or the caps."),
  /** Caps have no such field. */
  CAPS_FIELD(
      "PLX-CAPS-103",
      "caps have no such field",
      "A relation names a field that the media of the output does not have.",
      "Name one of the fields that the message lists."),
  /** Relation has no output. */
  CAPS_RELATION_PLACE(
      "PLX-CAPS-104",
      "relation has no output",
      "Relations say how fields of an output are decided.",
      "Move the annotation to the output or to the processing method."),
  /** Element has no probe. */
  CAPS_NO_PROBE(
      "PLX-CAPS-105",
      "element has no probe",
      "Caps come from a probe, but no method has @Probe.",
      "Add a method @Probe Format probe()."),

  // PROP: properties of elements; from 101 at compile time
  /** No property of this name. */
  PROP_UNKNOWN(
      "PLX-PROP-001",
      "element has no such property",
      "The name is not one of the element's properties.",
      "Use one of the names that the message lists; `parallax inspect ELEMENT` shows all."),
  /** The text is not a value of the property's type. */
  PROP_TYPE(
      "PLX-PROP-002",
      "text is not a value of the property's type",
      "The property is a number, a boolean or a text, and the value given is something else.",
      "Write a value of the type that the message names."),
  /** The value is outside the range. */
  PROP_RANGE(
      "PLX-PROP-003",
      "value is outside the property's range",
      "The value is smaller or larger than the element allows.",
      "Take a value within the range that the message names."),
  /** The enum has no such value. */
  PROP_ENUM(
      "PLX-PROP-004",
      "property has no such choice",
      "The value is not one of the property's choices, neither by name nor by number.",
      "Use one of the choices that the message lists."),
  /** A required property is missing. */
  PROP_REQUIRED(
      "PLX-PROP-005",
      "required property is not set",
      "The element cannot work without a value of this property.",
      "Set the property in the pipeline string or by the builder."),
  /** The property cannot change now. */
  PROP_NOT_LIVE(
      "PLX-PROP-006",
      "property cannot change while the pipeline is running",
      "The element takes this property only before it starts.",
      "Suspend the pipeline, set the property, and start again."),
  /** A property is assigned twice. */
  PROP_TWICE(
      "PLX-PROP-007",
      "property is set twice",
      "The pipeline string gives two values to one property of one element.",
      "Remove one of the two."),
  /** A property is for a port that nothing links. */
  PROP_PORT(
      "PLX-PROP-008",
      "property is for a port that the pipeline does not have",
      "A property like sink_0::volume needs a link to that port of the element.",
      "Link the port by its name, or correct the port before the ::."),
  /** Property field cannot be set. */
  PROP_FIELD(
      "PLX-PROP-101",
      "property field cannot be set",
      "Generated code writes the field, which must not be final, static or private.",
      "Remove the modifier."),
  /** Property has an unsupported type. */
  PROP_FIELD_TYPE(
      "PLX-PROP-102",
      "property has an unsupported type",
      "Properties have a text form, so their types are few.",
      "Use boolean, int, long, float, double, String or an enum."),
  /** Property name is malformed or taken. */
  PROP_NAME(
      "PLX-PROP-103",
      "property name is malformed or taken",
      "Names of properties are in kebab case, and their accessors must not hide methods of the"
          + " builder.",
      "Give another name by @Property(name = ...)."),
  /** Two properties have the same name. */
  PROP_NAME_TWICE(
      "PLX-PROP-104",
      "two properties have the same name",
      "Names of properties, and of the accessors made from them, are unique in an element.",
      "Rename one by @Property(name = ...)."),
  /** Property range means nothing. */
  PROP_BOUNDS(
      "PLX-PROP-105",
      "property range means nothing",
      "Only numbers have a range, and its minimum is at most its maximum.",
      "Correct or remove min and max."),
  /** Default is not a value of the property. */
  PROP_DEFAULT(
      "PLX-PROP-106",
      "default is not a value of the property",
      "The text of def does not have the type of the field, or lies outside the range.",
      "Correct def."),
  /** Element has no such property. */
  PROP_REFERENCE(
      "PLX-PROP-107",
      "annotation names an unknown property",
      "An annotation names a property that the element does not declare.",
      "Name a property as pipeline strings do, for example block-size."),
  /** A group of properties is malformed. */
  PROP_GROUP(
      "PLX-PROP-108",
      "group of properties is malformed",
      "A field with @Properties holds an object with @Property fields, which generated code"
          + " writes.",
      "Make the field final, and its type a class with @Property fields, or remove @Properties."),

  // PIPE: pipeline strings
  /** The string does not follow the grammar. */
  PIPE_SYNTAX(
      "PLX-PIPE-001",
      "text is not a pipeline",
      "The string does not follow the pipeline language.",
      "Correct the string at the place that the caret marks."),
  /** No element of this name. */
  PIPE_UNKNOWN_ELEMENT(
      "PLX-PIPE-002",
      "no such element",
      "No catalog that was found has an element of this name.",
      "Correct the name, or add the jar that the message names; `parallax list` shows all"
          + " elements."),
  /** Two elements have one name. */
  PIPE_NAME_TWICE(
      "PLX-PIPE-003",
      "two elements have the same name",
      "Names given by name= are unique in a pipeline.",
      "Rename one of the two."),
  /** A reference to a name that nobody has. */
  PIPE_UNKNOWN_NAME(
      "PLX-PIPE-004",
      "no element has this name",
      "A branch refers to an element by name, and no element of the string has that name=.",
      "Give the element name=..., or correct the reference."),
  /** A link has only one end. */
  PIPE_HALF_LINK(
      "PLX-PIPE-005",
      "link has only one end",
      "Before or after an exclamation mark there is no element.",
      "Add the missing element, or remove the exclamation mark."),
  /** A quote does not end. */
  PIPE_QUOTE(
      "PLX-PIPE-006",
      "quoted text does not end",
      "A quote is opened and never closed.",
      "Close the quote; within quotes, write a quote as \\\"."),
  /** The string is longer, or has more elements, than the parser allows. */
  PIPE_TOO_LARGE(
      "PLX-PIPE-007",
      "pipeline string is too large",
      "The string is longer or has more elements than the parser's limit.",
      "Build the graph by the typed builder."),
  /** The string has no elements. */
  PIPE_EMPTY(
      "PLX-PIPE-008",
      "pipeline string is empty",
      "The string has no elements.",
      "Write at least one element."),
  /** An element needs code that a string cannot give. */
  PIPE_USER_CODE(
      "PLX-PIPE-009",
      "element takes code that a string cannot give",
      "The element's constructor takes a lambda or another object of the application.",
      "Write ${name} in the string and give the element to the generated setter, or use the typed"
          + " builder."),
  /** The placeholder has no value. */
  PIPE_PLACEHOLDER(
      "PLX-PIPE-010",
      "placeholder has no value",
      "The string has ${name}, and the application gave nothing for that name.",
      "Give a value for the placeholder."),
  /** A caps filter cannot be parsed or lets nothing through. */
  PIPE_CAPS(
      "PLX-PIPE-011",
      "caps filter is not valid",
      "The text between two exclamation marks is not caps, or two filters in a row exclude each"
          + " other.",
      "Correct the caps at the place that the caret marks."),
  /** Syntax of gst-launch that this language does not have. */
  PIPE_UNSUPPORTED(
      "PLX-PIPE-012",
      "syntax is not supported",
      "Bins in parentheses, assignments with := and URLs as elements are not part of the language.",
      "Write what the message proposes."),
  /** Placeholder cannot be a parameter. */
  PIPE_PARAMETER(
      "PLX-PIPE-013",
      "placeholder cannot be a parameter",
      "A checked pipeline turns placeholders into typed parameters; one that stands for values of"
          + " different types, or for a part of a number, has no type.",
      "Use one placeholder for each type, and the whole value for a number."),
  /** Class cannot be a checked pipeline. */
  PIPE_SPEC(
      "PLX-PIPE-014",
      "class cannot be a checked pipeline",
      "A class with @PipelineSpec is no interface, has abstract methods or type parameters, or is"
          + " in no named package.",
      "Put it on an interface of its own, without abstract methods, in a named package."),
  /** Element was compiled without its processor. */
  PIPE_NOT_GENERATED(
      "PLX-PIPE-015",
      "element was compiled without its annotation processor",
      "The class of the element is on the path, but nothing was generated for it: since JDK 23"
          + " javac runs annotation processors only when the build asks for them.",
      "Name the processor in the build, as the message shows, and compile again."),

  // GRAPH: elements and links
  /** No port of this name. */
  GRAPH_UNKNOWN_PORT(
      "PLX-GRAPH-001",
      "element has no such port",
      "The name is not one of the element's ports and fits none of its templates.",
      "Use one of the ports that the message lists."),
  /** No port is free. */
  GRAPH_NO_FREE_PORT(
      "PLX-GRAPH-002",
      "element has no free port in this direction",
      "Every port of the element that could take the link is linked, or the element has none.",
      "Put a tee (outputs) or a funnel or mixer (inputs) between the elements."),
  /** The port is linked already. */
  GRAPH_PORT_TAKEN(
      "PLX-GRAPH-003",
      "port is linked twice",
      "A port has one link.",
      "Put a tee after the output or a funnel before the input."),
  /** Link between two inputs or two outputs. */
  GRAPH_DIRECTION(
      "PLX-GRAPH-004",
      "link does not lead from an output to an input",
      "The first end of a link is an output, the second an input.",
      "Exchange the ends, or name the right ports."),
  /** The links form a cycle. */
  GRAPH_CYCLE(
      "PLX-GRAPH-005",
      "links form a cycle",
      "Following the links leads back to the same element, which would wait for itself.",
      "Remove one of the links that the message lists."),
  /** A port that must be linked is not. */
  GRAPH_UNLINKED(
      "PLX-GRAPH-006",
      "port is not linked",
      "A port that always exists, every input of a mixer, or every output of a tee has no link, so"
          + " the element would wait for ever or lose its output.",
      "Link the port, an unwanted output to a fakesink; a tee runs without with"
          + " allow-not-linked=true."),

  // DESC: descriptors and catalogs
  /** A text is not a descriptor. */
  DESC_SYNTAX(
      "PLX-DESC-001",
      "text is not a descriptor",
      "The descriptor of an element is damaged, or something else than the annotation processor"
          + " made it.",
      "Compile the element's jar again."),
  /** The descriptor's version is not known. */
  DESC_VERSION(
      "PLX-DESC-002",
      "descriptor has a version that is not known",
      "The element's jar was compiled for another major version of the descriptor's format.",
      "Compile the jar with the version of Parallax that runs it."),
  /** A descriptor or catalog is too long. */
  DESC_TOO_LONG(
      "PLX-DESC-003",
      "descriptor or catalog is too long",
      "A descriptor has at most 65,535 bytes, because a constant of a class file has no room for"
          + " more.",
      "Shorten documentation texts, lists of caps or lists of properties."),
  /** A catalog is damaged. */
  DESC_CATALOG(
      "PLX-DESC-004",
      "file is not a catalog",
      "META-INF/parallax/elements of a jar does not have the form that the annotation processor"
          + " writes.",
      "Compile the jar again; if several jars were merged into one, join these files line by"
          + " line."),

  // RUN: running pipelines
  /** An element has thrown. */
  RUN_ELEMENT_FAILED(
      "PLX-RUN-001",
      "element failed",
      "The element met data or a condition that it cannot go on with.",
      "See the message of the element; what was made before it is kept."),
  /** Everybody waits for everybody. */
  RUN_STARVED(
      "PLX-RUN-002",
      "pipeline starves",
      "One branch is full while another, fed by the same source, has no data for an element that"
          + " needs both.",
      "Enlarge the queue that the message names, or put a queue into each branch."),
  /** The operation is not allowed in this state. */
  RUN_STATE(
      "PLX-RUN-003",
      "operation is not allowed in this state",
      "Pipelines go Suspended, Idle, Running and back; an Error can only be suspended.",
      "Call prepare, activate, pause or suspend in their order."),
  /** No element of this name. */
  RUN_NO_SUCH_ELEMENT(
      "PLX-RUN-004",
      "pipeline has no element of this name",
      "Pipeline.find was called with a name that no element of the pipeline has.",
      "Use one of the names that the message lists, or give the element a name= in the pipeline."),
  /** The element has another control interface. */
  RUN_CONTROL(
      "PLX-RUN-005",
      "element has another control interface",
      "Pipeline.find was called with the control interface of another element.",
      "Use the Control interface nested in the element's generated builder."),
  /** The process of an isolated element was started again. */
  RUN_RESTARTED(
      "PLX-RUN-006",
      "isolated element was started again",
      "The process of the element crashed, was killed, or made no progress for so long that it was"
          + " killed. What it had not done is offered to a new one, unless the message counts it"
          + " as lost.",
      "See how it ended: a signal is a crash of native code or the kernel's lack of memory; give an"
          + " element that needs long for one buffer a larger --hang-limit."),
  /** A buffer is skipped. */
  RUN_SET_ASIDE(
      "PLX-RUN-007",
      "isolated element has crashed twice at one buffer",
      "Two processes of the element have ended while they worked on the same buffer. It is skipped,"
          + " and counted as dropped.",
      "Keep the input: what is at this place of the stream crashes the element."),
  /** No restarts are left. */
  RUN_RESTARTS_USED_UP(
      "PLX-RUN-008",
      "isolated element was started again too often",
      "The process of the element ended more often than restarts are allowed within their time.",
      "See how it ended; --restarts allows more, --after-restarts (Isolation.restarts in a program)"
          + " lets the pipeline go on without the element."),

  // SBX: isolation
  /** An element that must not run in the host process would have to. */
  SBX_UNTRUSTED(
      "PLX-SBX-001",
      "untrusted or native element has no process to run in",
      "The element declares Trust.UNTRUSTED or @NativeCode, so it does not run in the host process,"
          + " and the pipeline has no placement that gives it another.",
      "Run it by parallax launch, which isolates it, or give Pipeline.placement an Isolation; if"
          + " its code may run in the host process, use --trust, or Placement.trusting in a"
          + " program."),
  /** A layer of the sandbox cannot be set up here. */
  SBX_UNAVAILABLE(
      "PLX-SBX-002",
      "this system cannot isolate",
      "A layer of the sandbox can't be set up here: the kernel is too old, a setting forbids it, or"
          + " a container around this process does. No weaker sandbox is chosen in its place.",
      "Do what the message says for the layer that it names, or trust the element."),
  /** The child did not get ready. */
  SBX_NOT_READY(
      "PLX-SBX-003",
      "isolated element did not start",
      "Its process could not be made, ended before it was locked in, or took too long.",
      "See the message for the step and for what the process wrote."),
  /** A system call was refused. */
  SBX_CALL_REFUSED(
      "PLX-SBX-004",
      "isolated element made a system call that its profile refuses",
      "Code of the element, or of a library that it uses, wanted more of the system than computing"
          + " needs. The call failed with EPERM; each call, and each address of the network, is"
          + " reported once.",
      "If the element can't do without it, give it a profile that allows the call. An element for"
          + " the network reaches the addresses of its properties only: name the address there, or"
          + " do not isolate it."),
  /** The child was killed for what it tried. */
  SBX_KILLED(
      "PLX-SBX-005",
      "isolated element was killed for what it tried",
      "It made a system call that leads out of a sandbox, broke the control protocol, or flooded"
          + " its supervisor. Damaged input that takes over a decoder does such things.",
      "Keep the input that it worked on, and do not give the element more trust."),
  /** A file is not readable for the child's own user. */
  SBX_FILE(
      "PLX-SBX-006",
      "isolated element cannot read a file that it needs",
      "An isolated element has a user of its own, for which the file's permissions hold.",
      "Make the file readable for others (chmod o+r)."),
  /** More elements than a process has room for. */
  SBX_GROUP(
      "PLX-SBX-007",
      "group has too many elements for one process",
      "A sandboxed process takes 20 elements of a pipeline.",
      "Make two groups of it."),

  // WIRE: records in bytes; from 101 at compile time
  /** Bytes are not the record that they should be. */
  WIRE_MALFORMED(
      "PLX-WIRE-001",
      "bytes are not the record that they should be",
      "A header, length, count, flag or constant has a value that no writer writes: the bytes are"
          + " damaged, of another record, or of a newer writer's enum.",
      "Compile both sides from one schema file; a reader must know all constants that are sent."),
  /** A value does not fit its field. */
  WIRE_TOO_LONG(
      "PLX-WIRE-002",
      "value does not fit its field",
      "A text, bytes or a list is longer than its @MaxLength.",
      "Shorten the value, or give the record a new field with more room."),
  /** Metadata cannot cross a process. */
  WIRE_METADATA(
      "PLX-WIRE-003",
      "metadata cannot cross a process",
      "The metadata of a buffer carries an object of the application, has more than 256 values, or"
          + " is larger than 65,536 bytes.",
      "Put large data into the payload, and make values of objects, for example by toBytes(code)."),
  /** Type cannot be a wire record. */
  WIRE_CLASS(
      "PLX-WIRE-101",
      "type cannot be a wire record",
      "@Wire is for records that generated code in their package can make.",
      "Make it a record that has components, and is neither private nor generic."),
  /** Component has an unsupported type. */
  WIRE_FIELD_TYPE(
      "PLX-WIRE-102",
      "component has an unsupported type",
      "Fields of wire records have a fixed size, so their types are few.",
      "Use one of the types that the message lists."),
  /** Component has no usable limit. */
  WIRE_LENGTH(
      "PLX-WIRE-103",
      "component has no usable limit",
      "Texts, bytes and lists take as much room as @MaxLength says, and nothing else has one.",
      "Give the limit that the message shows, or remove it."),
  /** Wire record contains itself. */
  WIRE_NESTED(
      "PLX-WIRE-104",
      "wire record contains itself",
      "A record inside itself would take room without end.",
      "Refer to the other record by a number."),
  /** Wire record is too large. */
  WIRE_TOO_LARGE(
      "PLX-WIRE-105",
      "wire record is too large",
      "All room that @MaxLength asks for is in every encoded record, 65,536 bytes at most.",
      "Lower the limits, or send large data as the payload of a buffer."),
  /** Record does not fit the room that it gets inside others. */
  WIRE_ROOM(
      "PLX-WIRE-106",
      "record does not fit the room that it gets inside others",
      "@Wire(room) is smaller than the record, larger than 65,536 or no multiple of 8.",
      "Take a room within the bounds that the message names."),
  /** Schema file cannot be used. */
  WIRE_FILE(
      "PLX-WIRE-107",
      "schema file cannot be used",
      "The file is missing where the option parallax.wire.schemas asks for one, can't be read, or"
          + " is not the file of this record.",
      "Have it written by -Aparallax.wire.update=true, and commit it."),
  /** A field was removed. */
  WIRE_REMOVED(
      "PLX-WIRE-108",
      "field was removed from a wire record",
      "Peers that know the record expect the field at its place.",
      "Put it back; what it holds may be a constant."),
  /** Fields changed their order. */
  WIRE_REORDERED(
      "PLX-WIRE-109",
      "fields of a wire record changed their order",
      "Places follow the order of the components, and peers know the old places.",
      "Restore the order; add new components at the end."),
  /** A field changed its type. */
  WIRE_RETYPED(
      "PLX-WIRE-110",
      "field of a wire record changed its type",
      "Peers read the old type, or the old length, at the field's place.",
      "Restore the type, and add a new component at the end."),
  /** A field is new. */
  WIRE_APPENDED(
      "PLX-WIRE-111",
      "wire record has more than its schema file",
      "Components or constants were added at the end, which peers can live with; until the file has"
          + " them, nothing keeps them from changing.",
      "Compile once with -Aparallax.wire.update=true, and commit the file."),
  /** A name cannot be used. */
  WIRE_NAME(
      "PLX-WIRE-112",
      "name cannot be used in a wire record",
      "The record's name on the wire is malformed, or a component has the name of another method of"
          + " the generated view.",
      "Rename it."),

  // RT: real-time safety
  /** Real-time code allocates. */
  RT_ALLOCATES(
      "PLX-RT-001",
      "real-time code allocates",
      "Code marked @RtSafe takes memory of the heap, itself or in what it calls.",
      "Make the object once, in the constructor, @Start or @Configure, and use it again."),
  /** Real-time code may block. */
  RT_BLOCKS(
      "PLX-RT-002",
      "real-time code may block",
      "Code marked @RtSafe takes a monitor or a lock, parks, or reads and writes files, itself or"
          + " in what it calls.",
      "Hand the work to another thread by a field, an atomic variable or a ring."),
  /** Real-time code has no bound. */
  RT_UNBOUNDED(
      "PLX-RT-003",
      "real-time code has no bound",
      "Code marked @RtSafe has a loop that makes no step towards its exit, or calls itself.",
      "Count the turns and leave the loop; replace recursion by a loop."),
  /** Real-time code initialises a class or links a call site. */
  RT_CLASS_INIT(
      "PLX-RT-004",
      "real-time code initialises a class or links a call site",
      "The first call runs an initialiser that waits or reads files, one inside the JDK, or makes"
          + " the code of a lambda or pattern switch.",
      "Use the class in the constructor or @Start; keep a lambda in a static final field."),
  /** Real-time code calls native code. */
  RT_NATIVE(
      "PLX-RT-005",
      "real-time code calls native code",
      "What a native method or a downcall does cannot be seen.",
      "Call it from another thread, or mark a small method around it with @RtTrusted(reason ="
          + " ...)."),
  /** Real-time code catches an exception. */
  RT_THROWS(
      "PLX-RT-006",
      "real-time code goes on after an exception",
      "Exceptions cost unbounded time; in code marked @RtSafe they are for its end only.",
      "Return a value that says what happened, and test before instead of catching."),
  /** Real-time code calls what is not verified. */
  RT_UNKNOWN(
      "PLX-RT-007",
      "real-time code calls what is not verified",
      "The class is not among those given, no implementation is known, or the table for the JDK"
          + " does not have the method.",
      "Give the missing jar to the check, mark the method with @RtSafe, or call something else."),
  /** More methods are trusted than the budget allows. */
  RT_BUDGET(
      "PLX-RT-008",
      "more methods are trusted than the budget allows",
      "Each @RtTrusted that real-time code reaches counts.",
      "Make one of the methods verifiable, or raise the budget."),
  /** Classes cannot be read. */
  RT_INPUT(
      "PLX-RT-009",
      "classes cannot be read",
      "The path is missing, no jar, or has a damaged class file.",
      "Name a directory of classes, a jar, or a class file."),
  /** There is no table for this JDK. */
  RT_JDK(
      "PLX-RT-010",
      "there is no table for this JDK",
      "The verifier knows what the JDK's methods do for one release only.",
      "Run it with the JDK that the message names."),

  // PLUG: plugins
  /** A plugin's jar is not used. */
  PLUG_UNREADABLE(
      "PLX-PLUG-001",
      "plugin is not used",
      "The jar is damaged, larger than a plugin may be, or not what the annotation processor"
          + " makes.",
      "Compile the plugin again, or take the jar out of the folder."),
  /** An element of a plugin is hidden by another. */
  PLUG_HIDDEN(
      "PLX-PLUG-002",
      "element of a plugin is not used",
      "The class path, or a plugin that was found before, has an element of the same name.",
      "Take one of the jars away, or rename the element."),
  /** An older version of a plugin is not used. */
  PLUG_OLDER(
      "PLX-PLUG-003",
      "of two versions of a plugin the newer is used",
      "Two jars in the plugin folders are of one library.",
      "Take the older jar out of the folder."),
  /** The list of trusted jars can't be used. */
  PLUG_TRUST_LIST(
      "PLX-PLUG-004",
      "list of trusted jars can't be used",
      "Others may write the file or its directory, or it is damaged; so no plugin is trusted.",
      "Do what the message says, or delete the file and trust the jars again."),
  /** A plugin is trusted by a name. */
  PLUG_TRUSTED_BY_NAME(
      "PLX-PLUG-005",
      "plugin runs in the host process, trusted by a name",
      "Its library, or one of its elements, is named by --trust or by the program.",
      "Compare jar and hash with what you meant; parallax trust names the jar itself."),
  /** A name does not trust a plugin, since others have it too. */
  PLUG_NAME_SHARED(
      "PLX-PLUG-006",
      "plugin is not trusted by a name that others have too",
      "A jar chooses the names of its elements. The class path or another jar has this one as"
          + " well.",
      "Trust the jar itself by parallax trust, or take the other jar away.");

  private final String code;
  private final String title;
  private final String cause;
  private final String fix;

  DiagnosticId(String code, String title, String cause, String fix) {
    this.code = code;
    this.title = title;
    this.cause = cause;
    this.fix = fix;
  }

  /** Stable code, for example {@code PLX-CAPS-003}. */
  public String code() {
    return code;
  }

  /** What it says in a few words. */
  public String title() {
    return title;
  }

  /** Why it happens, for the documentation. */
  public String cause() {
    return cause;
  }

  /** What to do, for the documentation. */
  public String fix() {
    return fix;
  }

  /** Family of the code, for example {@code CAPS}. */
  public String family() {
    return code.substring(code.indexOf('-') + 1, code.lastIndexOf('-'));
  }
}
