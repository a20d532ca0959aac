// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interval.h"
#include "core/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tradeoff {

class Problem;
class SegmentDensity;
struct TrainingSet;

/// Expected errors over all training sets, by exact formulas; squared units of y.
struct Errors {
    double noise = 0.0;         ///< σ²
    double approximation = 0.0; ///< Σ P_i v_i
    /// The high-rate formula for the approximation error; nothing where it is not finite.
    std::optional<double> approximationHighRate;
    double estimation = 0.0;             ///< Σ P_i E(ĉ_i − c_i)²
    double estimationLeadingOrder = 0.0; ///< m σ²/n + (1/n) Σ v_i
    double test = 0.0;                   ///< noise + approximation + estimation
    double training = 0.0;               ///< (1/n) Σ s_i² (n P_i − 1 + q_i)

    bool operator==(const Errors&) const = default;
};

/// One expert: its region of the input space and its constant.
struct Region {
    std::vector<Interval> intervals;
    double probability = 0.0;     ///< P_i
    double constant = 0.0;        ///< c_i = E[β | region]; β in its middle where P_i = 0
    double targetVariance = 0.0;  ///< v_i = Var(β | region)
    double approximation = 0.0;   ///< P_i v_i
    double estimation = 0.0;      ///< expected P_i (ĉ_i − c_i)²
    std::int64_t samples = 0;     ///< of the drawn training set
    double learnedConstant = 0.0; ///< ĉ_i from the drawn training set

    bool operator==(const Region&) const = default;
};

/// Errors of the one drawn training set, against the population: no test set is involved.
struct SampleErrors {
    double approximation = 0.0;
    double estimation = 0.0; ///< Σ P_i (ĉ_i − c_i)²
    double test = 0.0;
    double training = 0.0;
    std::optional<double> leaveOneOut; ///< nothing for a single sample

    bool operator==(const SampleErrors&) const = default;
};

/// The errors for one number of experts.
struct SweepRow {
    int experts = 1;
    Errors errors;
    std::optional<double> leaveOneOut; ///< of the drawn training set

    bool operator==(const SweepRow&) const = default;
};

/// Number of experts with the least test error in the sweep.
struct BestExperts {
    int experts = 1;
    double test = 0.0;
    bool atEndOfSweep = false; ///< the sweep stops while the error still falls

    bool operator==(const BestExperts&) const = default;
};

/// Mean over simulated training sets and its standard error.
struct Estimate {
    double mean = 0.0;
    double standardError = 0.0;

    bool operator==(const Estimate&) const = default;
};

struct MonteCarloErrors {
    int trainingSets = 0;
    Estimate estimation;
    Estimate test;
    Estimate training;

    bool operator==(const MonteCarloErrors&) const = default;
};

/// The whole answer in one immutable value; it repeats its question.
///
/// Results come in stages of the same scenario: the optional parts are empty until their stage is
/// done. A result from `compute` has every part that the scenario defines.
struct Result {
    Scenario scenario;
    Errors errors;
    std::vector<Region> regions; ///< from left to right
    std::optional<SampleErrors> sample;
    std::vector<SweepRow> sweep; ///< empty until computed
    std::optional<BestExperts> bestExperts;
    std::optional<MonteCarloErrors> monteCarlo;
    /// Approximation error of the segmentation "optimal" with as many experts: the regret of
    /// another segmentation is the difference.
    std::optional<double> optimalApproximation;
    /// What the reader must know, one sentence each: a fallback taken, a search that hit its end.
    std::vector<std::string> notes;

    std::shared_ptr<const Problem> problem;               ///< β and p, ready to evaluate
    std::shared_ptr<const SegmentDensity> segmentDensity; ///< λ; null where there is none
    std::shared_ptr<const TrainingSet> trainingSet;       ///< null until drawn
};

} // namespace tradeoff
