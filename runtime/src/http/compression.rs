//! Answers in gzip, for those who take them.

use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;

/// Below it nothing is gained.
const BYTES: u64 = 1024;

pub(super) fn layer() -> CompressionLayer<SizeAbove> {
    CompressionLayer::new().compress_when(SizeAbove::new(BYTES))
}
