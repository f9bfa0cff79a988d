package peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The rival's flat form, as Jackson reads it. */
public final class Patient {
  public long treatment;
  public String depth;
  public List<String> zones;
  public List<Medication> medications;
  public List<Condition> conditions;

  @JsonProperty("last_session")
  public Long lastSession;

  public static final class Medication {
    public String substance;
    public long last;
  }

  public static final class Condition {
    public String code;
    public boolean active;
    public String site;
    public boolean diagnosed;
  }
}
