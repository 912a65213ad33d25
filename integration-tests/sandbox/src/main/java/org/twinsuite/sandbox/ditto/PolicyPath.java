package org.twinsuite.sandbox.ditto;

import java.util.Arrays;
import java.util.List;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyEntryNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourceNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.ResourcesNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.SubjectsNotAccessibleException;

/**
 * A place below a policy.
 *
 * @param pointer where in the policy's JSON.
 * @param label the entry, {@code null} above the entries.
 * @param part {@code subjects} or {@code resources}, {@code null} above them.
 * @param key the subject id or resource key, {@code null} above them.
 */
record PolicyPath(JsonPointer pointer, String label, String part, String key) {

  /** Parses {@code /entries/<label>/resources/thing:/attributes} and the like. */
  static PolicyPath of(String path) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    if (plain.isEmpty()) {
      return new PolicyPath(JsonPointer.empty(), null, null, null);
    }
    List<String> parts = Arrays.asList(plain.split("/", 4));
    boolean imports = "imports".equals(parts.get(0)) && parts.size() < 4;
    boolean known =
        imports
            || "entries".equals(parts.get(0))
                && (parts.size() < 3
                    || List.of("subjects", "resources").contains(parts.get(2))
                    || "importable".equals(parts.get(2)) && parts.size() == 3);
    if (!known) {
      throw PathUnknownException.newBuilder(JsonPointer.of(path)).build();
    }
    JsonPointer pointer = JsonPointer.empty();
    for (String part : parts) {
      pointer = pointer.addLeaf(JsonKey.of(part));
    }
    return imports
        ? new PolicyPath(pointer, null, null, null)
        : new PolicyPath(pointer, at(parts, 1), at(parts, 2), at(parts, 3));
  }

  /** The imported policy this is about, {@code null} when it is about none. */
  String imported() {
    boolean imports = pointer.getLevelCount() > 1 && pointer.toString().startsWith("/imports/");
    return imports ? pointer.get(1).orElseThrow().toString() : null;
  }

  boolean whole() {
    return pointer.isEmpty();
  }

  /** What Ditto answers when it is missing (404). */
  DittoRuntimeException notAccessible(PolicyId id) {
    if (imported() != null) {
      return PolicyImports.notAccessible(id.toString(), imported());
    }
    if (label == null) {
      return PolicyNotAccessibleException.newBuilder(id).build();
    }
    if (part == null) {
      return PolicyEntryNotAccessibleException.newBuilder(id, label).build();
    }
    boolean subjects = "subjects".equals(part);
    if (key == null) {
      return subjects
          ? SubjectsNotAccessibleException.newBuilder(id, label).build()
          : ResourcesNotAccessibleException.newBuilder(id, label).build();
    }
    return subjects
        ? SubjectNotAccessibleException.newBuilder(id, label, key).build()
        : ResourceNotAccessibleException.newBuilder(id, label, key).build();
  }

  private static String at(List<String> parts, int index) {
    return parts.size() > index ? parts.get(index) : null;
  }
}
