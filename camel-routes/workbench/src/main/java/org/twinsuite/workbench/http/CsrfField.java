package org.twinsuite.workbench.http;

/** The hidden field by which a form shows that it is of this server's page. */
public final class CsrfField {
  /** Name of the field. */
  public static final String NAME = "_csrf";

  /** Header that carries the same, for requests without a form. */
  public static final String HEADER = "X-CSRF-Token";

  /** Stands in a form where the field belongs. */
  public static final String PLACE = "<!--csrf-->";

  private CsrfField() {}

  /**
   * @param token {@code null} leaves the field out
   */
  static String fill(String page, String token) {
    return page.replace(
        PLACE,
        token == null
            ? ""
            : "<input type=\"hidden\" name=\"" + NAME + "\" value=\"" + token + "\">");
  }
}
