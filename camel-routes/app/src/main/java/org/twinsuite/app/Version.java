package org.twinsuite.app;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built with, and the Java that runs it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = App.class.getPackage().getImplementationVersion();
    return new String[] {
      "twinsuite " + (version == null ? "of a development build" : version),
      "Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")"
    };
  }
}
