#pragma once
#include <clearance/facts.hpp>

#include <cstddef>
#include <span>
#include <vector>

/// The facts of many patients, in memory of its own.
namespace bench {

/// One kind of record of all patients, one patient's behind the other's.
// Contiguous as the rival's patients are: vectors of each patient's own would time the cache's misses.
template <class Record>
class column {
 public:
  void add(std::span<const Record> records) {
    all_.insert(all_.end(), records.begin(), records.end());
    ends_.push_back(all_.size());
  }
  void clear() {
    all_.clear();
    ends_.clear();
  }
  std::span<const Record> of(std::size_t patient) const noexcept {
    const std::size_t begin = patient == 0 ? 0 : ends_[patient - 1];
    return {all_.data() + begin, all_.data() + ends_[patient]};
  }

 private:
  std::vector<Record> all_;
  std::vector<std::size_t> ends_;
};

class facts_batch {
 public:
  void add(const clearance::facts& f) {
    patients_.push_back(f);
    zones_.add(f.zones);
    indications_.add(f.indications);
    medications_.add(f.medications);
    conditions_.add(f.conditions);
    sessions_.add(f.sessions);
    condition_zones_.add(f.condition_zones);
    treatment_values_.add(f.treatment_values);
    medication_values_.add(f.medication_values);
    condition_values_.add(f.condition_values);
    session_values_.add(f.session_values);
  }

  /// Points every patient to the copies. Only then `patients` may be read.
  void settle() {
    for (std::size_t i = 0; i < patients_.size(); ++i) {
      clearance::facts& f = patients_[i];
      f.zones = zones_.of(i);
      f.indications = indications_.of(i);
      f.medications = medications_.of(i);
      f.conditions = conditions_.of(i);
      f.sessions = sessions_.of(i);
      f.condition_zones = condition_zones_.of(i);
      f.treatment_values = treatment_values_.of(i);
      f.medication_values = medication_values_.of(i);
      f.condition_values = condition_values_.of(i);
      f.session_values = session_values_.of(i);
    }
  }

  void clear() {
    patients_.clear();
    zones_.clear();
    indications_.clear();
    medications_.clear();
    conditions_.clear();
    sessions_.clear();
    condition_zones_.clear();
    treatment_values_.clear();
    medication_values_.clear();
    condition_values_.clear();
    session_values_.clear();
  }

  const std::vector<clearance::facts>& patients() const noexcept { return patients_; }

 private:
  std::vector<clearance::facts> patients_;
  column<clearance::zone_id> zones_;
  column<clearance::condition_id> indications_;
  column<clearance::medication> medications_;
  column<clearance::condition> conditions_;
  column<clearance::session> sessions_;
  column<clearance::zone_id> condition_zones_;
  column<clearance::fact_value> treatment_values_;
  column<clearance::fact_value> medication_values_;
  column<clearance::fact_value> condition_values_;
  column<clearance::fact_value> session_values_;
};

}  // namespace bench
