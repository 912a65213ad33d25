package org.twinsuite.app.http;

/** Who asks. */
public record User(String name, Role role) {}
