// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_segmentation.h"

#include "core/option_table.h"
#include "core/space/plane_regions.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tradeoff {

namespace {

constexpr std::size_t plane = 2;

/// A part of a side, counted from 0 among equal ones; the last end is exact.
Interval part(const Interval& side, int index, int parts)
{
    const auto edge = [&](int i) {
        return i == parts ? side.high : side.low + side.length() * (double{1} * i / parts);
    };
    return {edge(index), edge(index + 1)};
}

} // namespace

const SpaceSegmentationRow& spaceSegmentationRow(std::string_view kind)
{
    return rowOfKind(spaceSegmentationTable(), kind, "/segmentation");
}

void checkSpaceSegmentation(const Choice& choice, const BoxDomain& domain)
{
    const SpaceSegmentationRow& row = spaceSegmentationRow(choice.kind);
    if (row.planeOnly && domain.size() != plane) {
        throw InputError("/segmentation/kind", "\"" + choice.kind + "\" needs two dimensions");
    }
    checkChoice(row.option, choice, "/segmentation");
    madeAt("/segmentation", [&] {
        if (row.check != nullptr) {
            row.check(choice, domain);
        }
        return true;
    });
}

std::optional<int> spaceRegionsByHand(const Choice& choice, std::size_t dimensions)
{
    if (choice.kind == "manual") {
        return static_cast<int>(choice.records("centers").size());
    }
    if (choice.kind != "grid" || choice.numbers("counts").empty()) {
        return std::nullopt;
    }
    const std::vector<double>& counts = choice.numbers("counts");
    double product = 1;
    for (std::size_t k = 0; k < dimensions; ++k) {
        product *= counts.size() == 1 ? counts.front() : counts[std::min(k, counts.size() - 1)];
    }
    // What is too many is refused with a message later.
    return static_cast<int>(std::min(product, 1e9));
}

SpaceSegmenter prepareSpaceSegmenter(const SpaceSegmentationInput& input, const Choice& choice)
{
    return spaceSegmentationRow(choice.kind).prepare(input, choice);
}

SpacePartition gridPartition(const BoxDomain& domain, const std::vector<int>& counts)
{
    std::vector<BoxDomain> boxes{{}};
    // The last coordinate first, so that the first one is the fastest in the end.
    for (std::size_t k = domain.size(); k-- > 0;) {
        std::vector<BoxDomain> finer;
        for (const BoxDomain& box : boxes) {
            for (int i = 0; i < counts[k]; ++i) {
                BoxDomain piece{part(domain[k], i, counts[k])};
                piece.insert(piece.end(), box.begin(), box.end());
                finer.push_back(std::move(piece));
            }
        }
        boxes = std::move(finer);
    }
    return boxPartition(std::move(boxes), gridRegionsOfPoints(domain, counts));
}

std::vector<int> evenCounts(int experts, std::size_t dimensions)
{
    const auto boxes = [dimensions](int parts) {
        return std::pow(parts, static_cast<double>(dimensions));
    };
    int least = 1;
    while (boxes(least + 1) <= experts) {
        ++least;
    }
    std::vector<int> counts(dimensions, least);
    double product = boxes(least);
    for (int& count : counts) {
        product = std::round(product / least * (least + 1));
        if (product > experts) {
            break;
        }
        ++count;
    }
    return counts;
}

SpacePartition voronoiPartition(const BoxDomain& domain, Points centers)
{
    SpacePartition result;
    result.regions = static_cast<std::size_t>(centers.rows());
    result.regionsOf = voronoiRegionsOfPoints(centers);
    if (domain.size() == plane) {
        result.polygons = voronoiRegions(domain, centers).polygons;
    }
    result.centers = std::move(centers);
    return result;
}

SpacePartition boxPartition(std::vector<BoxDomain> boxes, RegionsOfPoints regionsOf)
{
    SpacePartition result;
    result.regions = boxes.size();
    result.regionsOf = std::move(regionsOf);
    for (const BoxDomain& box : boxes) {
        if (box.size() == plane) {
            result.polygons.push_back(rectangle(box[0], box[1]));
        }
    }
    result.boxes = std::move(boxes);
    return result;
}

} // namespace tradeoff
