// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segmentation_comparison.h"

#include <algorithm>
#include <cmath>

namespace tradeoff {

namespace {

/// Kinds whose values are a person's own work have no default that says anything.
bool isByHand(const Option& option)
{
    return option.kind == "manual" || option.kind == "power";
}

/// Rows before it in the table, by the choice's kind.
std::size_t rank(const ComparedSegmentation& kind)
{
    const std::vector<SegmentationRow>& table = segmentationTable();
    const auto row = std::find_if(table.begin(), table.end(), [&](const SegmentationRow& one) {
        return one.option.kind == kind.choice.kind;
    });
    return static_cast<std::size_t>(row - table.begin());
}

} // namespace

const ComparedSegmentation* SegmentationComparison::best() const
{
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [](const auto& kind) { return kind.choice.kind == "best"; });
    return found == kinds.end() ? nullptr : &*found;
}

std::vector<Choice> comparedChoices(const Scenario& scenario)
{
    std::vector<const SegmentationRow*> rows;
    for (const SegmentationRow& row : segmentationTable()) {
        if (row.option.kind == scenario.segmentation.kind || !isByHand(row.option)) {
            rows.push_back(&row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->slowness < b->slowness; });
    std::vector<Choice> choices;
    choices.reserve(rows.size());
    for (const SegmentationRow* row : rows) {
        choices.push_back(row->option.kind == scenario.segmentation.kind
                              ? scenario.segmentation
                              : defaultChoice(row->option));
    }
    return choices;
}

double expectedEmptyRegions(std::span<const Moments> regions, std::int64_t samples)
{
    double sum = 0;
    for (const Moments& region : regions) {
        // By logarithms: 1 − P would lose the small probabilities that matter most.
        const double probability = std::min(region.probability, 1.0);
        sum += std::exp(static_cast<double>(samples) * std::log1p(-probability));
    }
    return sum;
}

namespace {

/// What belongs to one number of experts alone.
void compareAt(ComparedSegmentation& kind, const Segmented& regions, std::int64_t samples)
{
    kind.errors = regions.errors;
    const auto least = std::min_element(
        regions.regions.begin(), regions.regions.end(),
        [](const auto& a, const auto& b) { return a.probability < b.probability; });
    kind.smallestProbability = least->probability;
    kind.expectedEmptyRegions = expectedEmptyRegions(regions.regions, samples);
}

/// Puts a kind where it belongs among those that are done.
void addKind(std::vector<ComparedSegmentation>& kinds, ComparedSegmentation kind)
{
    const auto after =
        std::find_if(kinds.begin(), kinds.end(),
                     [place = rank(kind)](const auto& other) { return rank(other) > place; });
    kinds.insert(after, std::move(kind));
}

/// The scenario of a kind's sweep, without what that does not depend on.
Scenario sweepQuestion(const Scenario& scenario, const Choice& choice)
{
    Scenario question = scenario;
    question.segmentation = choice;
    question.experts = mostExperts(scenario); // what kinds are prepared for
    question.trainingSets = 0;
    question.swept = {};
    return question;
}

bool takesLong(const Scenario& scenario, const Choice& choice)
{
    constexpr double regionsAFrame = 20'000;
    double regions = 0;
    for (const int experts : scenario.sweep.values()) {
        regions += experts;
    }
    return segmentationRow(choice.kind).slowness > 0 || regions > regionsAFrame;
}

/// A part of the whole work.
Checkpoint within(const Checkpoint& whole, double from, double length)
{
    return
        [whole, from, length](double share) { whole(share < 0 ? share : from + share * length); };
}

} // namespace

bool KeptComparison::has(const Scenario& scenario, const Choice& choice) const
{
    const auto kept = m_kinds.find(choice.kind);
    return kept != m_kinds.end() && kept->second.first == sweepQuestion(scenario, choice);
}

const ComparedSegmentation& KeptComparison::sweepOf(const ComparisonInput& input,
                                                    const Choice& choice,
                                                    const Segmenter& segmenter,
                                                    const Checkpoint& checkpoint)
{
    const Scenario& scenario = input.scenario;
    if (!has(scenario, choice)) {
        const Experiment experiment{input.experiment.problem, segmenter, input.experiment.setting};
        ComparedSegmentation made;
        made.choice = choice;
        made.label = segmentationRow(choice.kind).option.label;
        made.errorsOf = segmenter.learnedFrom ? ErrorsOf::DrawnSample : ErrorsOf::Expectation;
        made.sweep = choice == scenario.segmentation ? input.sweep
                                                     : sweep(experiment, scenario.sweep.values(),
                                                             input.trainingSet, checkpoint);
        made.bestExperts = bestExperts(made.sweep);
        m_kinds.insert_or_assign(choice.kind,
                                 std::pair{sweepQuestion(scenario, choice), std::move(made)});
    }
    return m_kinds.at(choice.kind).second;
}

SegmentationComparison
KeptComparison::make(const ComparisonInput& input,
                     const std::function<void(const SegmentationComparison&)>& stage)
{
    const Scenario& scenario = input.scenario;
    SegmentationComparison result;
    result.experts = scenario.experts;
    const std::vector<Choice> choices = comparedChoices(scenario);
    const double share = 1.0 / static_cast<double>(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const double done = static_cast<double>(i) * share;
        input.checkpoint(done);
        if (!has(scenario, choice) && takesLong(scenario, choice)) {
            stage(result);
        }
        const Experiment experiment{
            input.experiment.problem,
            input.segmenter(choice, within(input.checkpoint, done, share / 2)),
            input.experiment.setting};
        ComparedSegmentation kind = sweepOf(input, choice, experiment.segmenter,
                                            within(input.checkpoint, done + share / 2, share / 2));
        compareAt(kind,
                  choice == scenario.segmentation
                      ? input.segmented
                      : segmented(experiment, scenario.experts, [&] { input.checkpoint(-1); }),
                  scenario.samples);
        addKind(result.kinds, std::move(kind));
    }
    result.isComplete = true;
    return result;
}

} // namespace tradeoff
