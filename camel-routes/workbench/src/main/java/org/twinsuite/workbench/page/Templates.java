package org.twinsuite.workbench.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The templates, compiled with the module; they escape whatever is put into them. */
final class Templates {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  String render(String template, PageContext context, Object page) {
    StringOutput out = new StringOutput(16_384);
    engine.render(template + ".jte", Map.of("c", context, "page", page), out);
    return out.toString();
  }
}
