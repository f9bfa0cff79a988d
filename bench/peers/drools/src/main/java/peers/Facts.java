package peers;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** The facts of one patient, as the rules see them. */
public final class Facts {
  public final long treatment;
  public final List<Object> all = new ArrayList<>();

  public Facts(Patient p) {
    treatment = p.treatment;
    for (String zone : p.zones) all.add(new Zone(zone));
    for (Patient.Medication m : p.medications) all.add(new Medication(m.substance, m.last, p.treatment - m.last));
    for (Patient.Condition c : p.conditions)
      all.add(new Condition(c.code, c.active, p.zones.contains(c.site), c.diagnosed));
    if (p.lastSession != null) all.add(new Session(p.depth, p.lastSession, p.treatment - p.lastSession));
  }

  /** The same day some months later; one that does not exist rolls to the 1st of the following month. */
  public static long monthsLater(long day, int months) {
    LocalDate from = LocalDate.ofEpochDay(day);
    YearMonth month = YearMonth.from(from).plusMonths(months);
    return (month.isValidDay(from.getDayOfMonth())
        ? month.atDay(from.getDayOfMonth())
        : month.plusMonths(1).atDay(1)).toEpochDay();
  }

  public static final class Zone {
    private final String name;

    Zone(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }
  }

  public static final class Medication {
    private final String substance;
    private final long last;
    private final long ago;

    Medication(String substance, long last, long ago) {
      this.substance = substance;
      this.last = last;
      this.ago = ago;
    }

    public String getSubstance() {
      return substance;
    }

    public long getLast() {
      return last;
    }

    public long getAgo() {
      return ago;
    }
  }

  public static final class Condition {
    private final String code;
    private final boolean active;
    private final boolean treated;
    private final boolean diagnosed;

    Condition(String code, boolean active, boolean treated, boolean diagnosed) {
      this.code = code;
      this.active = active;
      this.treated = treated;
      this.diagnosed = diagnosed;
    }

    public String getCode() {
      return code;
    }

    public boolean isActive() {
      return active;
    }

    public boolean isTreated() {
      return treated;
    }

    public boolean isDiagnosed() {
      return diagnosed;
    }
  }

  public static final class Session {
    private final String depth;
    private final long last;
    private final long ago;

    Session(String depth, long last, long ago) {
      this.depth = depth;
      this.last = last;
      this.ago = ago;
    }

    public String getDepth() {
      return depth;
    }

    public long getLast() {
      return last;
    }

    public long getAgo() {
      return ago;
    }
  }
}
