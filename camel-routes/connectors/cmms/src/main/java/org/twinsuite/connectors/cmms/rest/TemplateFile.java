package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.stream.Collectors;
import org.twinsuite.connectors.config.Location;
import org.twinsuite.connectors.config.Settings;

/** Reads a template and says where it is wrong. */
final class TemplateFile {

  private static final YAMLMapper YAML = new YAMLMapper();

  private TemplateFile() {}

  static RestTemplate read(Settings settings) {
    String location = settings.get(RestOptions.TEMPLATE);
    String what = settings.nameOf(RestOptions.TEMPLATE) + ": " + location;
    try (Reader reader = Location.open(location)) {
      return YAML.readValue(reader, RestTemplate.class);
    } catch (JsonMappingException e) {
      String path =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      throw new IllegalArgumentException(what + " at " + path + ": " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          what + " line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " cannot be read: " + e.getMessage(), e);
    }
  }
}
