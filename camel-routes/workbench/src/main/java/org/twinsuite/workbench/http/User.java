package org.twinsuite.workbench.http;

/** Who asks. */
public record User(String name, Role role) {}
