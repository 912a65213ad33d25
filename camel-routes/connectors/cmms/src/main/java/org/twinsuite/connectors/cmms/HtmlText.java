package org.twinsuite.connectors.cmms;

import java.util.regex.Pattern;

/**
 * Plain text in fields that systems show as HTML: what a device or a person wrote into a title must
 * not become markup, or worse, for who opens the order.
 */
public final class HtmlText {

  /** Between paragraphs of text that is put together. */
  public static final String BREAK = "<br />";

  private static final Pattern LINE_END = Pattern.compile("(?i)<br\\s*/?>|</p>|</div>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private HtmlText() {}

  /** Plain text as HTML. */
  public static String of(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\r\n", "\n")
        .replace("\n", BREAK);
  }

  /** Whether a reader sees the text in it, however an editor broke its lines. */
  public static boolean shows(String html, String plain) {
    return spaced(plain(html)).contains(spaced(plain));
  }

  private static String spaced(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** What a reader sees of it. */
  public static String plain(String html) {
    String lines = LINE_END.matcher(html).replaceAll("\n");
    return TAG.matcher(lines)
        .replaceAll("")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
  }
}
