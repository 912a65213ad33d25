package org.twinsuite.rules.pack;

import java.util.List;
import java.util.stream.Collectors;
import org.twinsuite.rules.table.TableError;

/** A pack that cannot be used; it tells all that is wrong, each with file and place. */
public final class RulePackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<TableError> errors;

  RulePackException(List<TableError> errors) {
    super(errors.stream().map(TableError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  public List<TableError> errors() {
    return errors;
  }
}
