package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Checks requests against a real OData V2 service's metadata (EDMX): unknown, not creatable or not
 * updatable property, wrong JSON type, too long text, missing required property, unknown
 * navigation, wrong function parameters.
 */
public final class EdmxCheck implements BodyCheck {

  private static final Pattern COMPARED =
      Pattern.compile("(\\w+) (?:eq|ne|lt|le|gt|ge) ((?:\\w+)?'[^']*'|\\S+)");

  private final Map<String, Element> types = new HashMap<>();
  private final Map<String, String> typeOfSet = new HashMap<>();
  private final Map<String, String> typeOfRole = new HashMap<>();
  private final Map<String, Element> functions = new HashMap<>();

  private EdmxCheck(Document edmx) {
    each(
        edmx.getDocumentElement(),
        "EntityType",
        type -> types.put(type.getAttribute("Name"), type));
    each(
        edmx.getDocumentElement(),
        "EntitySet",
        set -> typeOfSet.put(set.getAttribute("Name"), local(set.getAttribute("EntityType"))));
    each(
        edmx.getDocumentElement(),
        "Association",
        association ->
            each(
                association,
                "End",
                end -> typeOfRole.put(end.getAttribute("Role"), local(end.getAttribute("Type")))));
    each(
        edmx.getDocumentElement(),
        "FunctionImport",
        function -> functions.put(function.getAttribute("Name"), function));
  }

  /** Reads a metadata file. */
  public static EdmxCheck read(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new EdmxCheck(factory.newDocumentBuilder().parse(file.toFile()));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is not an EDMX file: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> entity(String set, boolean create, JsonNode body) {
    String type = typeOfSet.get(set);
    return type == null
        ? Optional.of("unknown entity set " + set)
        : Optional.ofNullable(complaint(types.get(type), create, body));
  }

  @Override
  public Optional<String> function(String name, Map<String, String> parameters) {
    Element function = functions.get(name);
    if (function == null) {
      return Optional.of("unknown function import " + name);
    }
    Map<String, Element> known = named(function, "Parameter");
    if (!known.keySet().equals(parameters.keySet())) {
      return Optional.of(name + " takes " + known.keySet() + ", was given " + parameters.keySet());
    }
    return parameters.entrySet().stream()
        .filter(p -> !literalFits(known.get(p.getKey()).getAttribute("Type"), p.getValue()))
        .map(p -> name + ": " + p.getKey() + " is no " + known.get(p.getKey()).getAttribute("Type"))
        .findFirst();
  }

  /**
   * What is wrong with a query; empty when nothing is.
   *
   * @param filter value of {@code $filter}, of plain comparisons
   * @param select value of {@code $select}; {@code null} when everything is asked for
   */
  public Optional<String> query(String set, String filter, String select) {
    String type = typeOfSet.get(set);
    if (type == null) {
      return Optional.of("unknown entity set " + set);
    }
    Map<String, Element> properties = named(types.get(type), "Property");
    for (String name : select == null ? new String[0] : select.split(",")) {
      if (!properties.containsKey(name)) {
        return Optional.of("$select: " + type + " has no " + name);
      }
    }
    Matcher compared = COMPARED.matcher(filter);
    while (compared.find()) {
      Element property = properties.get(compared.group(1));
      if (property == null || property.getAttribute("sap:filterable").equals("false")) {
        return Optional.of("$filter: " + compared.group(1) + " cannot be filtered by");
      }
      if (!literalFits(property.getAttribute("Type"), compared.group(2))) {
        return Optional.of(
            "$filter: " + compared.group(2) + " is no " + property.getAttribute("Type"));
      }
    }
    return Optional.empty();
  }

  private String complaint(Element type, boolean create, JsonNode body) {
    Map<String, Element> properties = named(type, "Property");
    Map<String, Element> navigations = named(type, "NavigationProperty");
    Iterator<Map.Entry<String, JsonNode>> fields = body.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String complaint =
          navigations.containsKey(field.getKey())
              ? children(navigations.get(field.getKey()), create, field.getValue())
              : value(properties.get(field.getKey()), field.getKey(), create, field.getValue());
      if (complaint != null) {
        return complaint;
      }
    }
    return create ? missing(type, properties, body) : null;
  }

  private String children(Element navigation, boolean create, JsonNode children) {
    Element type = types.get(typeOfRole.get(navigation.getAttribute("ToRole")));
    for (JsonNode child : children) {
      String complaint = complaint(type, create, child);
      if (complaint != null) {
        return navigation.getAttribute("Name") + ": " + complaint;
      }
    }
    return null;
  }

  private static String value(Element property, String name, boolean create, JsonNode value) {
    if (property == null) {
      return "Property " + name + " is invalid";
    }
    if (property.getAttribute(create ? "sap:creatable" : "sap:updatable").equals("false")) {
      return "Property " + name + " cannot be " + (create ? "created" : "updated");
    }
    String type = property.getAttribute("Type");
    if (!fits(type, value)) {
      return "Property " + name + " must be " + type + ", is " + value;
    }
    String length = property.getAttribute("MaxLength");
    if (!length.isEmpty() && value.asText().length() > Integer.parseInt(length)) {
      return "Property " + name + " is longer than " + length;
    }
    return null;
  }

  /** Required are properties that cannot be null, unless they are keys, which SAP can assign. */
  private static String missing(Element type, Map<String, Element> properties, JsonNode body) {
    Set<String> keys =
        named((Element) type.getElementsByTagName("Key").item(0), "PropertyRef").keySet();
    return properties.values().stream()
        .filter(p -> p.getAttribute("Nullable").equals("false"))
        .filter(p -> !p.getAttribute("sap:creatable").equals("false"))
        .map(p -> p.getAttribute("Name"))
        .filter(name -> !keys.contains(name) && !body.has(name))
        .map(name -> "Property " + name + " is required")
        .findFirst()
        .orElse(null);
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "Edm.String", "Edm.Decimal", "Edm.Int64", "Edm.Double" -> value.isTextual();
      case "Edm.Boolean" -> value.isBoolean();
      case "Edm.DateTime" -> value.asText().matches("/Date\\(-?\\d+\\)/");
      case "Edm.DateTimeOffset" -> value.asText().matches("/Date\\(-?\\d+[+-]\\d{4}\\)/");
      case "Edm.Time" -> value.asText().matches("PT\\d\\dH\\d\\dM\\d\\dS");
      case "Edm.Int32", "Edm.Int16", "Edm.Byte" -> value.isInt();
      default -> true;
    };
  }

  private static boolean literalFits(String type, String literal) {
    return switch (type) {
      case "Edm.String" -> literal.matches("'.*'");
      case "Edm.Boolean" -> literal.matches("true|false");
      case "Edm.DateTimeOffset" -> literal.matches("datetimeoffset'[^']+Z'");
      default -> true;
    };
  }

  private static Map<String, Element> named(Element parent, String tag) {
    Map<String, Element> found = new HashMap<>();
    each(parent, tag, element -> found.put(element.getAttribute("Name"), element));
    return found;
  }

  private static void each(Element parent, String tag, java.util.function.Consumer<Element> use) {
    NodeList found = parent.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      use.accept((Element) found.item(i));
    }
  }

  private static String local(String qualified) {
    return qualified.substring(qualified.lastIndexOf('.') + 1);
  }
}
