package org.twinsuite.charts;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of a manifest that the Kubernetes model does not know, such as misspelt ones. */
final class UnknownFields {
  private static final String ADDITIONAL = "additionalProperties";

  private UnknownFields() {}

  /** Paths of the unknown fields in an object of the model. */
  static List<String> of(Object object) {
    List<String> unknown = new ArrayList<>();
    look(object, object.getClass().getSimpleName(), unknown);
    return unknown;
  }

  private static void look(Object value, String path, List<String> unknown) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        look(list.get(i), path + '[' + i + ']', unknown);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> look(element, path + '.' + key, unknown));
    } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
      fields(value, path, unknown);
    }
  }

  private static void fields(Object value, String path, List<String> unknown) {
    for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || type.isEnum()) {
          continue;
        }
        field.setAccessible(true);
        try {
          if (field.getName().equals(ADDITIONAL)) {
            ((Map<?, ?>) field.get(value)).keySet().forEach(key -> unknown.add(path + '.' + key));
          } else {
            look(field.get(value), path + '.' + field.getName(), unknown);
          }
        } catch (IllegalAccessException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }
  }
}
