package org.twinsuite.app.command;

/** What a command tells the shell. */
public final class ExitCodes {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USE = 2;

  private ExitCodes() {}
}
