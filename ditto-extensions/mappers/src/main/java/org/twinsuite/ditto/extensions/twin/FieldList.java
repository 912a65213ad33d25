package org.twinsuite.ditto.extensions.twin;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.eclipse.ditto.json.JsonField;

/**
 * Fields of one JSON object, in their order, to be copied by Ditto and used again: a map without
 * the cost of one. Names must differ; entries hold only until the next one is asked for.
 */
final class FieldList extends AbstractMap<String, JsonField> {

  private String[] names = new String[16];
  private JsonField[] fields = new JsonField[16];
  private int size;

  /** Appends a field. */
  void add(String name, JsonField field) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      fields = Arrays.copyOf(fields, 2 * size);
    }
    names[size] = name;
    fields[size++] = field;
  }

  @Override
  public void clear() {
    size = 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<String, JsonField>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, JsonField>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** Is its own entry: the copy reads it before it goes on. */
  private final class Entries
      implements Iterator<Map.Entry<String, JsonField>>, Map.Entry<String, JsonField> {
    private int at = -1;

    @Override
    public boolean hasNext() {
      return at + 1 < size;
    }

    @Override
    public Map.Entry<String, JsonField> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      at++;
      return this;
    }

    @Override
    public String getKey() {
      return names[at];
    }

    @Override
    public JsonField getValue() {
      return fields[at];
    }

    @Override
    public JsonField setValue(JsonField value) {
      throw new UnsupportedOperationException("fields are only appended");
    }
  }
}
