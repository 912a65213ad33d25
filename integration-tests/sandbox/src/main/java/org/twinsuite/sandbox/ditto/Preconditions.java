package org.twinsuite.sandbox.ditto;

import java.util.function.Predicate;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatcher;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTagMatchers;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyPreconditionFailedException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyPreconditionNotModifiedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionNotModifiedException;

/** {@code If-Match} and {@code If-None-Match} as RFC 7232 and Ditto have them. */
final class Preconditions {

  private Preconditions() {}

  /** The tag of a whole entity. */
  static EntityTag revision(long revision) {
    return EntityTag.strong("\"rev:" + revision + "\"");
  }

  /** The tag of a part of an entity. */
  static EntityTag hash(JsonValue value) {
    return EntityTag.strong("\"hash:" + Integer.toHexString(value.hashCode()) + "\"");
  }

  /**
   * @param current the tag of what is there, {@code null} when nothing is.
   */
  static void check(TwinCommand command, EntityTag current, boolean policy) {
    boolean query = command.verb() == TwinCommand.Verb.retrieve;
    if (current == null && (query || command.verb() == TwinCommand.Verb.delete)) {
      return;
    }
    String ifMatch = command.header("if-match");
    if (ifMatch != null && !matches("if-match", ifMatch, current)) {
      throw failed("if-match", ifMatch, current, policy);
    }
    String ifNoneMatch = command.header("if-none-match");
    if (ifNoneMatch != null && matches("if-none-match", ifNoneMatch, current)) {
      throw query
          ? notModified(ifNoneMatch, current, policy)
          : failed("if-none-match", ifNoneMatch, current, policy);
    }
  }

  private static boolean matches(String name, String header, EntityTag current) {
    EntityTagMatchers matchers;
    try {
      matchers = EntityTagMatchers.fromCommaSeparatedString(header);
    } catch (DittoHeaderInvalidException e) {
      throw DittoHeaderInvalidException.newInvalidTypeBuilder(name, header, "entity-tag").build();
    }
    if (current == null) {
      return false;
    }
    Predicate<EntityTagMatcher> matcher =
        m -> current.isWeak() ? m.weakMatch(current) : m.strongMatch(current);
    return matchers.stream().anyMatch(matcher);
  }

  private static DittoRuntimeException failed(
      String header, String expected, EntityTag current, boolean policy) {
    String actual = String.valueOf(current);
    return policy
        ? PolicyPreconditionFailedException.newBuilder(header, expected, actual)
            .dittoHeaders(tagged(current))
            .build()
        : ThingPreconditionFailedException.newBuilder(header, expected, actual)
            .dittoHeaders(tagged(current))
            .build();
  }

  private static DittoRuntimeException notModified(
      String expected, EntityTag current, boolean policy) {
    String actual = String.valueOf(current);
    return policy
        ? PolicyPreconditionNotModifiedException.newBuilder(expected, actual)
            .dittoHeaders(tagged(current))
            .build()
        : ThingPreconditionNotModifiedException.newBuilder(expected, actual)
            .dittoHeaders(tagged(current))
            .build();
  }

  private static DittoHeaders tagged(EntityTag tag) {
    return tag == null ? DittoHeaders.empty() : DittoHeaders.newBuilder().eTag(tag).build();
  }
}
