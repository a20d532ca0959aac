// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/choice.h"
#include "core/segmentation.h"
#include "core/space/points.h"
#include "core/space/polygon.h"
#include "core/space/space_samples.h"
#include "core/space/space_training_set.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradeoff {

/// A box domain cut into regions, in any of the ways there are. What a kind does not have is empty.
struct SpacePartition {
    std::size_t regions = 0;
    RegionsOfPoints regionsOf;      ///< the region of each of any points
    std::vector<BoxDomain> boxes;   ///< of the regions, where they are axis-parallel boxes
    std::vector<Polygon> polygons;  ///< in the plane, where they are convex; empty cells among them
    Points centers;                 ///< one in each row, where they are the Voronoi cells of these
    std::vector<double> thresholds; ///< of β between the regions, where they are its level sets
};

/// A kind of segmentation made ready for one problem. Immutable; safe to use from many threads at
/// once.
struct SpaceSegmenter {
    /// The regions for m experts: m of them, or fewer where more cannot be had. The checkpoint is
    /// called now and then with a negative share and may throw; it may be empty.
    std::function<SpacePartition(int experts, const Checkpoint& checkpoint)> partition;
    /// The training set that the regions are learned from; null where they do not depend on one.
    std::shared_ptr<const SpaceTrainingSet> learnedFrom;
    /// The only number of experts that there is, where the choice itself says it.
    std::optional<int> onlyExperts;
    /// A sentence on what the user should know, such as a fallback; else empty.
    std::string note;
    /// What the user should know of one number of experts alone; may be empty, and answer so.
    std::function<std::string(int experts, const SpacePartition& partition)> noteFor;
};

/// What a segmentation may be made from.
struct SpaceSegmentationInput {
    std::shared_ptr<const SpaceProblem> problem;
    std::shared_ptr<const SpaceSamples> samples; ///< of the problem
    /// The largest number of experts that will be asked for.
    int mostExperts = 1;
    /// Present for the segmentations that are learned.
    std::shared_ptr<const SpaceTrainingSet> trainingSet = nullptr;
    /// Called now and then; may throw to end the preparing.
    Checkpoint checkpoint = nullptr;
};

/// One row of the table of segmentations of several coordinates.
struct SpaceSegmentationRow {
    Option option;
    SpaceSegmenter (*prepare)(const SpaceSegmentationInput& input, const Choice& choice);
    /// Checks beyond the ranges of the parameters; null where there is nothing to check. Throws
    /// InputError with a place relative to the choice ("/counts").
    void (*check)(const Choice& choice, const BoxDomain& domain);
    SegmentationSource source = SegmentationSource::Domain;
    bool planeOnly = false; ///< whether there must be two coordinates
};

/// Every kind of segmentation of several coordinates there is. A new one is one more row, in
/// core/space/space_segmentation_table.cpp.
[[nodiscard]] const std::vector<SpaceSegmentationRow>& spaceSegmentationTable();

/// The row of a kind.
/// \throws InputError at "/segmentation/kind" that lists the kinds there are
[[nodiscard]] const SpaceSegmentationRow& spaceSegmentationRow(std::string_view kind);

/// How many regions a choice says itself: as many as its centers, or as its counts have boxes.
/// Nothing where the number of experts says it.
[[nodiscard]] std::optional<int> spaceRegionsByHand(const Choice& choice, std::size_t dimensions);

/// Checks a choice of segmentation for a domain.
/// \throws InputError at "/segmentation/…"
void checkSpaceSegmentation(const Choice& choice, const BoxDomain& domain);

/// Makes a checked choice ready.
[[nodiscard]] SpaceSegmenter prepareSpaceSegmenter(const SpaceSegmentationInput& input,
                                                   const Choice& choice);

/// The equal boxes of a grid with so many parts along each coordinate, the first one fastest.
[[nodiscard]] SpacePartition gridPartition(const BoxDomain& domain, const std::vector<int>& counts);

/// The numbers of parts of a grid with at most so many boxes: equal along all coordinates, or one
/// more along the first ones, as far as that fits. So 7 experts of the plane give 3 × 2.
[[nodiscard]] std::vector<int> evenCounts(int experts, std::size_t dimensions);

/// The Voronoi cells of centres.
[[nodiscard]] SpacePartition voronoiPartition(const BoxDomain& domain, Points centers);

/// Regions that are boxes.
[[nodiscard]] SpacePartition boxPartition(std::vector<BoxDomain> boxes, RegionsOfPoints regionsOf);

} // namespace tradeoff
