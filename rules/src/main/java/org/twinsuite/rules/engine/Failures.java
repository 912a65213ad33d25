package org.twinsuite.rules.engine;

/** Which failures of rules and detectors are contained. */
final class Failures {

  private Failures() {}

  /**
   * Whether the engine may go on: everything but what concerns the whole virtual machine. A
   * recursion without end, a class that is missing, or a failed assertion are a rule's own.
   */
  static boolean isContained(Throwable failure) {
    return !(failure instanceof VirtualMachineError) || failure instanceof StackOverflowError;
  }

  /** The failure as an exception that callers handle as they handle those of bad facts. */
  static RuntimeException unchecked(Throwable failure, String what) {
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(what + ": " + failure, failure);
  }
}
