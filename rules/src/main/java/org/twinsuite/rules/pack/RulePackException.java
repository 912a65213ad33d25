package org.twinsuite.rules.pack;

import java.util.List;
import java.util.stream.Collectors;
import org.twinsuite.rules.table.TableError;

/** A pack that cannot be used; it names what is wrong (at most 200), each with file and place. */
public final class RulePackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 200;

  private final transient List<TableError> errors;

  RulePackException(List<TableError> errors) {
    super(
        errors.stream()
            .distinct()
            .limit(MOST)
            .map(TableError::toString)
            .collect(Collectors.joining("\n")));
    this.errors = errors.stream().distinct().limit(MOST).toList();
  }

  public List<TableError> errors() {
    return errors;
  }
}
