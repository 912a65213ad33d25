package org.twinsuite.ditto.extensions.opcuapubsub;

/** Numbers of the built-in types (OPC UA Part 6, 5.1.2) whose JSON needs to be known. */
final class BuiltInType {

  static final int NONE = 0;
  static final int INT64 = 8;
  static final int UINT64 = 9;
  static final int FLOAT = 10;
  static final int DOUBLE = 11;
  static final int STRING = 12;
  static final int DATE_TIME = 13;
  static final int STATUS_CODE = 19;
  static final int QUALIFIED_NAME = 20;
  static final int LOCALIZED_TEXT = 21;
  static final int EXTENSION_OBJECT = 22;

  private BuiltInType() {}

  static boolean isInteger64(int type) {
    return type == INT64 || type == UINT64;
  }

  /** Numbers that may be NaN or infinite, which JSON has as texts (Part 6, 5.4.2.4). */
  static boolean isReal(int type) {
    return type == FLOAT || type == DOUBLE;
  }
}
