package org.twinsuite.workbench.http;

/** Hears who signed in and who was refused; called on an event loop, so it must not block. */
public interface LoginListener {
  void signedIn(User user, Identity.Means means, String address);

  /**
   * @param name as given, or empty when none was
   * @param reason one of a few fixed words
   */
  void refused(String name, String address, String reason);

  void signedOut(User user, String address);

  /** Hears nothing. */
  LoginListener NONE =
      new LoginListener() {
        @Override
        public void signedIn(User user, Identity.Means means, String address) {}

        @Override
        public void refused(String name, String address, String reason) {}

        @Override
        public void signedOut(User user, String address) {}
      };
}
