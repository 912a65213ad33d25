package org.twinsuite.pipeline.config;

/** The configuration cannot be used; the message names the option and the fix. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
